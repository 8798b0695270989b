namespace Sasuai.Loyalty;

/// <summary>A till asks that it may take points of a member by itself. The answer comes through its control feed.</summary>
/// <param name="Wanted">How many it wants to be able to take in all, above 0.</param>
/// <param name="Epoch">Of the till, at that moment: what it was granted under an earlier one it will not use any more.</param>
public sealed record PointsAsked(MemberId MemberId, long Wanted, int Epoch, DateTimeOffset AskedAt);

/// <summary>A till gives back what it was granted and did not take.</summary>
/// <param name="Points">0 or more; 0 only says that earlier epochs are over.</param>
/// <param name="Epoch">Under which it was granted.</param>
public sealed record PointsReleased(MemberId MemberId, long Points, int Epoch, DateTimeOffset ReleasedAt);

/// <summary>How many points of a member a terminal may take by itself, as the cloud tells it.</summary>
/// <param name="Granted">All that was ever granted under this epoch; the greatest that was told holds.</param>
/// <param name="Recalled">Somebody else wants them: what is left is to be given back as soon as the member is not at this till.</param>
public sealed record PointsAllowanceItem(MemberId MemberId, int Epoch, long Granted, bool Recalled = false);
