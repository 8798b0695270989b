namespace Sasuai.Functions.Platform;

/// <summary>What the cloud half writes into its log: named facts with ids, never phone numbers, bodies or keys.</summary>
static partial class Log
{
    [LoggerMessage(2001, LogLevel.Error, "{Function} broke")]
    public static partial void Faulted(this ILogger log, Exception fault, string function);

    [LoggerMessage(2002, LogLevel.Warning, "The queue {Queue} could not be told; the sweep will find the work")]
    public static partial void DoorbellBroken(this ILogger log, Exception fault, string queue);

    [LoggerMessage(2101, LogLevel.Information, "Terminal {TerminalId} enrolled in epoch {Epoch}")]
    public static partial void Enrolled(this ILogger log, TerminalId terminalId, int epoch);

    [LoggerMessage(2102, LogLevel.Warning, "Terminal {TerminalId} forked at sequence {Sequence}; epoch {Epoch} begins")]
    public static partial void Forked(this ILogger log, TerminalId terminalId, long sequence, int epoch);

    [LoggerMessage(2103, LogLevel.Warning, "{Count} facts of terminal {TerminalId} were set aside: {Cause}")]
    public static partial void Quarantined(this ILogger log, TerminalId terminalId, int count, string cause);

    [LoggerMessage(2104, LogLevel.Information, "Applied {Facts} facts of store {StoreId}, {Sales} sales among them")]
    public static partial void Applied(this ILogger log, int facts, int sales, StoreId storeId);

    [LoggerMessage(2105, LogLevel.Error, "Fact {FactId} of store {StoreId} was set aside: {Cause}")]
    public static partial void SetAside(this ILogger log, Guid factId, StoreId storeId, string cause);

    [LoggerMessage(2110, LogLevel.Warning, "Terminal {TerminalId} reads {Feed} from its beginning again: its numbers or its checksum were not ours")]
    public static partial void FeedReadAgain(this ILogger log, TerminalId terminalId, string feed);

    [LoggerMessage(2106, LogLevel.Information, "The sweep found {Stores} stores with facts to apply")]
    public static partial void Swept(this ILogger log, int stores);

    [LoggerMessage(2107, LogLevel.Warning, "Member {MemberId} is not known; {Points} points of fact {FactId} wait for them")]
    public static partial void PointsWait(this ILogger log, MemberId memberId, long points, Guid factId);

    [LoggerMessage(2108, LogLevel.Information, "Member {MemberId} reached tier {TierId} by sale {SaleId}")]
    public static partial void TierReached(this ILogger log, MemberId memberId, TierId tierId, Guid saleId);

    [LoggerMessage(2109, LogLevel.Information, "{Count} members of store {StoreId} are told of their days")]
    public static partial void OccasionsTold(this ILogger log, int count, StoreId storeId);

    [LoggerMessage(2110, LogLevel.Information, "Feed {Feed} is ready for new terminals: {Count} items hold")]
    public static partial void FeedPartsBuilt(this ILogger log, string feed, int count);

    [LoggerMessage(2201, LogLevel.Information, "Staff {StaffId} signed in")]
    public static partial void SignedIn(this ILogger log, StaffId staffId);

    [LoggerMessage(2202, LogLevel.Warning, "Staff {StaffId} is locked out after too many wrong passwords")]
    public static partial void LockedOut(this ILogger log, StaffId staffId);
}
