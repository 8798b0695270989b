using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Notifications;

/// <summary>What the chain itself decides of its messages: the hours in which they leave, whether members get receipts and managers hear of what is short, and after how many days without a purchase a member is asked to come again.</summary>
public sealed class MessageRules(Database database, Callers callers, MessageSettings settings)
{
    const int daysMin = 7, daysMax = 3650, piecesMax = 1_000_000;

    [Function("ReadMessageRules")]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/message-rules")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Everyone, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        return Json.Ok(await database.As(caller, work => work.Single<Rules>(read, new { chain = caller.ChainId }), cancellation));
    }

    [Function("SetMessageRules")]
    public async Task<IResult> Set([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/message-rules")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Office, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadJson<Rules>(request, cancellation)).IsRefused(out var unreadable, out var asked)) return Problem.From(unreadable);
        if (asked.FollowUpAfterDays is < daysMin or > daysMax) return Problem.From(CloudRefusals.Wrong("followUpAfterDays", $"A member is missed after {daysMin} to {daysMax} days; leave it out for never."));
        var (opens, closes) = (Time(asked.Opens), Time(asked.Closes));
        if (opens is null != (asked.Opens is null) || closes is null != (asked.Closes is null) || opens is null != closes is null || opens >= closes)
            return Problem.From(CloudRefusals.Wrong("opens", "The hours are like 08:00 and 20:00, the first before the second; leave both out for the usual ones."));
        if (asked.ReceiptMessages && !settings.Receipts.Are) return Problem.From(CloudRefusals.Wrong("receiptMessages", "This server gives no links: DevOps sets PublicUrl and ReceiptKey first."));
        if (asked.LowStockAt is < 0 or > piecesMax) return Problem.From(CloudRefusals.Wrong("lowStockAt", $"An article is short at 0 to {piecesMax} pieces; leave it out for never."));
        return Json.Ok(await database.InChain(caller.ChainId, async work =>
        {
            var before = await work.Single<Rules>(read, new { chain = caller.ChainId });
            await work.Execute(set, new { chain = caller.ChainId, asked.FollowUpAfterDays, opens, closes, asked.ReceiptMessages, asked.LowStockAt });
            var after = await work.Single<Rules>(read, new { chain = caller.ChainId });
            await Audit.Write(work, caller, "message-rules-set", "chain:messages", before, after);
            return after;
        }, cancellation));
    }

    static TimeSpan? Time(string? text) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToTimeSpan() : null;

    /// <param name="Opens">Of every store that has no hours of its own, in its own zone, such as 08:00; null for the usual ones.</param>
    /// <param name="ReceiptMessages">Members who said yes get their receipts.</param>
    /// <param name="LowStockAt">Managers are told of articles of so many pieces or fewer; null is never.</param>
    sealed record Rules(int? FollowUpAfterDays, string? Opens, string? Closes, bool ReceiptMessages = false, int? LowStockAt = null);

    const string read = """
        select c.follow_up_after_days, to_char(q.opens, 'HH24:MI') as opens, to_char(q.closes, 'HH24:MI') as closes, c.receipt_messages, c.low_stock_at
        from chain c left join quiet_rule q on q.chain_id = c.chain_id and q.store_id is null where c.chain_id = @chain
        """;

    const string set = """
        update chain set follow_up_after_days = @followUpAfterDays, receipt_messages = @receiptMessages, low_stock_at = @lowStockAt where chain_id = @chain;
        delete from quiet_rule where chain_id = @chain and store_id is null;
        insert into quiet_rule (chain_id, opens, closes) select @chain, @opens::interval::time, @closes::interval::time where @opens::interval is not null
        """;
}
