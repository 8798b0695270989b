using System.Text.Json.Serialization;

namespace Sasuai.Pricing;

/// <summary>How a promotion takes money off.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PromotionKind>))]
public enum PromotionKind
{
    /// <summary>A percentage off. With a minimum spend it is a threshold: from so much on, so many per cent.</summary>
    Percent,

    /// <summary>An amount off each piece.</summary>
    AmountOff,

    /// <summary>Each piece for this price, where that is less.</summary>
    FixedPrice,

    /// <summary>Buy some, get others cheaper or free: the cheapest of each group.</summary>
    BuyGet,

    /// <summary>So many pieces of a group together for one price.</summary>
    MixAndMatch,

    /// <summary>An amount off the goods together, once for the basket; usually with a minimum spend.</summary>
    AmountOffTotal
}

/// <summary>How a promotion gets on with others on the same goods.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Stacking>))]
public enum Stacking
{
    /// <summary>One of these counts on a piece: the best for the customer.</summary>
    BestPrice,

    /// <summary>Like best price, and nothing compounded comes on top.</summary>
    Exclusive,

    /// <summary>Comes on top of what is left after the others. Only for percentages, amounts off and amounts off the total.</summary>
    Compounded
}

/// <summary>A rule that takes money off matching goods while it is in force. All conditions must hold together; a condition that is null does not ask.</summary>
/// <param name="PercentBasisPoints">Hundredths of a per cent, 1 to 10 000: what a percentage takes off, or BuyGet takes off the cheaper pieces.</param>
/// <param name="Category">Only this category.</param>
/// <param name="ProductId">Only this product.</param>
/// <param name="StartsAt">First moment in force.</param>
/// <param name="EndsAt">First moment no longer in force; null means until further notice.</param>
/// <param name="Amount">Minor units: off each piece, the fixed price, the price of the group, or off the total.</param>
/// <param name="Pieces">BuyGet: how many are bought; MixAndMatch: how many make a group. 1 or more.</param>
/// <param name="Free">BuyGet: how many then are cheaper or free, 1 or more.</param>
/// <param name="Products">Only these products.</param>
/// <param name="MembersOnly">Only with a member.</param>
/// <param name="TierId">Only for members of this tier.</param>
/// <param name="MinimumSpend">Matching goods must cost so much before any discount.</param>
/// <param name="Coupon">Only when this code was scanned; letters in any case.</param>
/// <param name="Weekdays">Only on these days of the store's own calendar, 0 for Sunday.</param>
/// <param name="From">With <paramref name="Until"/>: the hours of the store's own clock. A window over midnight belongs to the day on which it began.</param>
/// <param name="MaximumOff">The most money it takes off one basket.</param>
/// <param name="MaximumPieces">The most pieces of one basket that it is given for.</param>
/// <param name="UsesLeft">0 when the whole chain has used it up, as the cloud last told; nobody else sets it.</param>
/// <param name="UsesPerMember">How many baskets of one member may use it.</param>
/// <param name="MaximumUses">How many baskets of the whole chain may use it, 1 or more: 1 with a coupon is a coupon that counts once. A till gives it only as often as it was granted.</param>
/// <param name="FreeProducts">BuyGet: what is cheaper or free, when that is not the same goods.</param>
public sealed record Promotion(
    PromotionId PromotionId, string Name, int PercentBasisPoints, string? Category, ProductId? ProductId,
    DateTimeOffset StartsAt, DateTimeOffset? EndsAt, bool Active,
    PromotionKind Kind = PromotionKind.Percent, Money Amount = default, int Pieces = 0, int Free = 0,
    IReadOnlyList<ProductId>? Products = null, string? Brand = null, bool MembersOnly = false, TierId? TierId = null, Money MinimumSpend = default,
    string? Coupon = null, IReadOnlyList<DayOfWeek>? Weekdays = null, TimeOnly? From = null, TimeOnly? Until = null,
    Stacking Stacking = Stacking.BestPrice, Money? MaximumOff = null, int? MaximumPieces = null, long? UsesLeft = null, int? UsesPerMember = null,
    IReadOnlyList<ProductId>? FreeProducts = null, long? MaximumUses = null)
{
    const int piecesMax = 1_000, portions = 50, portionMax = 100;

    /// <summary>How many uses a till asks for at a time: some for the next baskets, and not so many that other tills have none.</summary>
    [JsonIgnore]
    public long Portion => Math.Clamp((MaximumUses ?? 0) / portions, 1, portionMax);

    /// <summary>Whether it is about these goods, whatever else it asks.</summary>
    public bool Covers(ProductId product, string category, string? brand) =>
        (ProductId is null || ProductId == product) && (Products is null || Products.Contains(product))
        && (Category is null || Category == category) && (Brand is null || Brand == brand);

    /// <summary>Whether it counts pieces or money over several goods, so that it competes as a whole.</summary>
    [JsonIgnore]
    public bool IsForGroups => Kind is PromotionKind.BuyGet or PromotionKind.MixAndMatch or PromotionKind.AmountOffTotal || MaximumOff is not null || MaximumPieces is not null;

    /// <summary>Why no till could work with it; null when it makes sense.</summary>
    public Refusal? Wrong()
    {
        if (string.IsNullOrWhiteSpace(Name)) return Refusals.PromotionWrong("name", "A promotion has a name.");
        if (EndsAt <= StartsAt) return Refusals.PromotionWrong("endsAt", "It ends after it starts.");
        if (Kind is PromotionKind.Percent or PromotionKind.BuyGet && PercentBasisPoints is < 1 or > 10_000) return Refusals.PromotionWrong("percentBasisPoints", "A percentage is from 1 to 10 000 hundredths of a per cent.");
        if (Kind is PromotionKind.AmountOff or PromotionKind.AmountOffTotal && Amount <= Money.Zero) return Refusals.PromotionWrong("amount", "The amount is above 0.");
        if (Amount.IsNegative || MinimumSpend.IsNegative || MaximumOff is { IsNegative: true }) return Refusals.PromotionWrong("amount", "Money is 0 or more.");
        if (Kind is PromotionKind.BuyGet or PromotionKind.MixAndMatch && Pieces is < 1 or > piecesMax) return Refusals.PromotionWrong("pieces", $"A group has 1 to {piecesMax} pieces.");
        if (Kind == PromotionKind.BuyGet && Free is < 1 or > piecesMax) return Refusals.PromotionWrong("free", $"From 1 to {piecesMax} pieces are cheaper.");
        if (MaximumUses < 1) return Refusals.PromotionWrong("maximumUses", "It may be used at least once.");
        if (From is null != Until is null || (From is { } from && from == Until)) return Refusals.PromotionWrong("from", "Hours have a beginning and another end.");
        if (Stacking == Stacking.Compounded && (Kind is not (PromotionKind.Percent or PromotionKind.AmountOff or PromotionKind.AmountOffTotal) || MaximumOff is not null || MaximumPieces is not null))
            return Refusals.PromotionWrong("stacking", "Only a plain percentage, amount off or amount off the total can be compounded.");
        return null;
    }
}
