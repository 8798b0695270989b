using System.Globalization;

namespace Sasuai.Sync;

/// <summary>
/// The names of the feeds that terminals pull. A feed is a list of items numbered 1, 2, 3 … without gaps, so that a terminal can
/// prove that it has everything (SYNC 1.3).
/// </summary>
public static class Feeds
{
    /// <summary>Members are spread over this many feeds of a chain, so that two stores rarely wait for the same counter.</summary>
    public const int memberShards = 16;

    /// <summary>Items on one page at the most.</summary>
    public const int maxPage = 1_000;

    public static string Store(StoreId store) => $"store:{store}";
    public static string Catalogue(ChainId chain) => $"catalogue:{chain}";
    public static string Price(PriceBookId book) => $"price:{book}";
    public static string Member(ChainId chain, int shard) => string.Create(CultureInfo.InvariantCulture, $"member:{chain}:{shard}");
    public static string Member(ChainId chain, MemberId member) => Member(chain, member.Value.ToByteArray()[^1] % memberShards);
    public static string Control(TerminalId terminal) => $"control:{terminal}";
}

/// <summary>Where one feed stands. A new generation means that the numbering began anew and the terminal must start at 0.</summary>
/// <param name="Checksum">Of everything up to <paramref name="Last"/>; null from a cloud that does not tell.</param>
public sealed record FeedPosition(string Feed, long Generation, long Last, long? Checksum = null);

/// <summary>All feeds that this terminal pulls, in the order in which to pull them: control before price before stock before members.</summary>
public sealed record FeedPositions(DateTimeOffset ServerTime, long ServerClock, IReadOnlyList<FeedPosition> Feeds);

/// <summary>One numbered item. <paramref name="Through"/> above <paramref name="Sequence"/> is an explicit skip: those numbers are no more, on purpose; its body is the sum of their hashes.</summary>
/// <param name="Kind">A name of <see cref="FeedKinds"/>; an unknown kind is kept aside, never an error.</param>
/// <param name="Key">What the item replaces: the newest item of a key counts.</param>
/// <param name="Body">The item as JSON text.</param>
public sealed record FeedItem(long Sequence, long Through, string Kind, string Key, string Body);

/// <summary>A page of a feed: every number after <paramref name="After"/> up to the last item's, none missing.</summary>
/// <param name="Checksum">Of everything up to the page's end; null from a cloud that does not tell.</param>
public sealed record FeedPage(string Feed, long Generation, long After, long Last, IReadOnlyList<FeedItem> Items, long? Checksum = null);

public static class FeedKinds
{
    public const string store = "store";
    public const string staff = "staff";
    public const string promotion = "promotion";
    public const string tier = "tier";
    public const string tax = "tax";
    public const string reward = "reward";
    public const string product = "product";
    public const string price = "price";
    public const string member = "member";
    public const string terminal = "terminal";
    public const string pointsAllowance = "points-allowance";
    public const string allowance = "allowance";
    public const string tillKey = "till-key";
    public const string skip = "skip";
}
