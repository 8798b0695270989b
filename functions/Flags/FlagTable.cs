namespace Sasuai.Functions.Flags;

/// <summary>Facts that are in the books and break a rule, or could not be brought there: each once, whatever comes again.</summary>
static class FlagTable
{
    public const string refundedTwice = "refunded-twice";
    public const string productArchived = "product-archived";
    public const string cashierDisabled = "cashier-disabled";
    public const string phoneTaken = "phone-taken";
    public const string setAside = "set-aside";
    public const string pointsOverdrawn = "points-overdrawn";
    public const string quarantined = "quarantined";
    public const string countShelf = "count-shelf";
    public const string offerOverused = "offer-overused";
    public const string giftCardOverdrawn = "gift-card-overdrawn";

    public static readonly string[] Kinds = [refundedTwice, productArchived, cashierDisabled, phoneTaken, setAside, quarantined, pointsOverdrawn, countShelf, offerOverused, giftCardOverdrawn];
}
