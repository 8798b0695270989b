using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;
using Sasuai.Sales;

namespace Sasuai.Functions.GiftCards;

/// <summary>Puts value onto one of the chain's own gift cards; a number that was never used is a new card. The same load sent again changes nothing.</summary>
public sealed class LoadGiftCard(Database database, Callers callers)
{
    static readonly Money loadMax = new(1_000_000_000);

    [Function("LoadGiftCard")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/gift-cards/{number}/loads/{id:guid}")] HttpRequest request, string number, Guid id, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Office, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadJson<AskedLoad>(request, cancellation)).IsRefused(out var unreadable, out var asked)) return Problem.From(unreadable);
        if (GiftCard.Number(number) is not { } known) return Problem.From(CloudRefusals.Wrong("number", "A card's number has 4 to 40 letters and digits."));
        if (asked.Amount <= Money.Zero || asked.Amount > loadMax) return Problem.From(CloudRefusals.Wrong("amount", $"From 1 to {loadMax.Grouped()} is loaded at once."));
        var answer = await database.As(caller, work => Load(work, caller, known, id, asked.Amount), cancellation);
        return answer.IsRefused(out var no, out var balance) ? Problem.From(no) : Json.Ok(new { number = known, balance });
    }

    static async Task<Decision<Money>> Load(Work work, StaffCaller caller, string number, Guid id, Money amount)
    {
        var card = GiftCard.IdOf(caller.ChainId, number);
        await work.Execute("insert into gift_card (gift_card_id, chain_id, number, issued_at) values (@card, @chain, @number, @now) on conflict do nothing", new { card, chain = caller.ChainId, number, now = work.Now });
        if (await work.SingleOrNone<Before>("select gift_card_id, amount from gift_card_entry where entry_id = @id", new { id }) is { } before)
        {
            if (before.GiftCardId != card || before.Amount != amount) return CloudRefusals.Wrong("id", "Another load has this id.");
        }
        else if (await GiftCardTable.Enter(work, caller.ChainId, new(id, card, null, amount, GiftCardEntry.load, null, caller.StaffId.Value, work.Now)))
        {
            await Audit.Write(work, caller, "gift-card-loaded", $"gift-card:{card}", null, new { amount });
        }
        return await work.Single<Money>("select balance from gift_card where gift_card_id = @card", new { card });
    }

    sealed record AskedLoad(Money Amount);

    sealed record Before(Guid GiftCardId, Money Amount);
}
