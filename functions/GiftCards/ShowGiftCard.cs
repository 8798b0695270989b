using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;
using Sasuai.Sales;

namespace Sasuai.Functions.GiftCards;

/// <summary>What is on a gift card, how much of it tills hold for themselves, and how it came to that, newest first.</summary>
public sealed class ShowGiftCard(Database database, Callers callers)
{
    [Function("ShowGiftCard")]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/gift-cards/{number}")] HttpRequest request, string number, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Everyone, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        var card = GiftCard.IdOf(caller.ChainId, number);
        var answer = await database.As(caller, async work => await work.SingleOrNone<Shown>(read, new { card }) is not { } shown ? null
            : new { shown.Number, shown.Balance, shown.HeldByTills, entries = await work.Query<Entry>(readEntries, new { card }) }, cancellation);
        return answer is null ? Problem.From(CloudRefusals.NotFound("gift card", "number")) : Json.Ok(answer);
    }

    sealed record Shown(string Number, Money Balance, Money HeldByTills);

    sealed record Entry(DateTimeOffset At, Money Amount, string Reason, string? Receipt, string? Store, string? By);

    const string read = """
        select number, balance, (select coalesce(sum(greatest(granted - used, 0)), 0)::bigint from allowance where subject = gift_card_id) as held_by_tills
        from gift_card where gift_card_id = @card
        """;

    const string readEntries = """
        select e.at, e.amount, e.reason, s.receipt_number as receipt, t.code as store, p.name as by
        from gift_card_entry e left join sale s using (sale_id) left join store t on t.store_id = e.store_id left join staff p on p.staff_id = e.staff_id
        where e.gift_card_id = @card order by e.at desc, e.entry_id limit 200
        """;
}
