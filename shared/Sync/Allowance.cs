using System.Text.Json.Serialization;

namespace Sasuai.Sync;

/// <summary>Of what there is only so much in the whole chain, so that each till may give away only what it was granted (<see cref="Escrow"/>).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Scarce>))]
public enum Scarce
{
    /// <summary>A member's points. Tills ask and give them back by the older PointsAsked and PointsReleased.</summary>
    Points,

    /// <summary>Baskets that may still use a promotion.</summary>
    Promotion,

    /// <summary>The value of a gift card, in minor units.</summary>
    GiftCard,

    /// <summary>Points that a store's tills may give for without having been granted them of the member: the store's risk.</summary>
    PointsRisk
}

/// <summary>A till asks that it may give away so much by itself. The answer comes through its control feed.</summary>
/// <param name="Subject">Whose or of what: the id of the member, promotion, gift card or store.</param>
/// <param name="Wanted">How much it wants to be able to take in all, above 0.</param>
/// <param name="Epoch">Of the till, at that moment: what it was granted under an earlier one it will not use any more.</param>
public sealed record AllowanceAsked(Scarce Of, Guid Subject, long Wanted, int Epoch, DateTimeOffset AskedAt);

/// <summary>A till gives back what it was granted and did not take.</summary>
/// <param name="Amount">0 or more; 0 only says that earlier epochs are over.</param>
/// <param name="Epoch">Under which it was granted.</param>
public sealed record AllowanceReleased(Scarce Of, Guid Subject, long Amount, int Epoch, DateTimeOffset ReleasedAt);

/// <summary>By which allowance something was taken, as part of the fact that takes it.</summary>
/// <param name="Epoch">Under which it was granted.</param>
/// <param name="Granted">All that the till knew to be granted: a cloud that was set back hears of its own grants again.</param>
public sealed record AllowanceHeld(int Epoch, long Granted);

/// <summary>What a sale took of something scarce.</summary>
/// <param name="Amount">Below 0 for what a cancelled sale gives back.</param>
/// <param name="Held">Null when the till did it without an allowance, which stands and is flagged where it was too much.</param>
public sealed record AllowanceTaken(Scarce Of, Guid Subject, long Amount, AllowanceHeld? Held)
{
    /// <summary>The part that was the store's risk; null for none.</summary>
    public static AllowanceTaken? RiskIn(IReadOnlyList<AllowanceTaken>? taken) => taken?.FirstOrDefault(one => one.Of == Scarce.PointsRisk);
}

/// <summary>How much of something a terminal may take by itself, as the cloud tells it.</summary>
/// <param name="Granted">All that was ever granted under this epoch; the greatest that was told holds.</param>
/// <param name="Recalled">Somebody else wants it: what is left is to be given back as soon as nobody at this till is about to use it.</param>
public sealed record AllowanceItem(Scarce Of, Guid Subject, int Epoch, long Granted, bool Recalled = false);
