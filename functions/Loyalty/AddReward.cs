using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Loyalty;

/// <summary>A new reward, or the same again by its id with what changed; every counter of the chain hears of it.</summary>
public sealed class AddReward(Database database, Callers callers)
{
    const int nameMaxLength = 120;

    [Function("AddReward")]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/rewards/{id:guid}")] HttpRequest request, Guid id, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Office, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadJson<AskedReward>(request, cancellation)).IsRefused(out var unreadable, out var asked)) return Problem.From(unreadable);
        if (Wrong(asked) is { } wrong) return Problem.From(wrong);
        var answer = await database.InChain(caller.ChainId, work => Put(work, caller, new(id), asked), cancellation);
        return answer.IsRefused(out var no, out var reward) ? Problem.From(no) : Json.Ok(reward);
    }

    static async Task<Decision<Sasuai.Loyalty.Reward>> Put(Work work, StaffCaller caller, RewardId id, AskedReward asked)
    {
        if (asked.ProductId is { } product && !await work.Single<bool>("select exists (select from product where product_id = @product)", new { product })) return CloudRefusals.NotFound("product", "productId");
        var before = (await RewardTable.All(work, caller.ChainId)).FirstOrDefault(reward => reward.RewardId == id);
        if (await work.Execute(upsert, new { id, chain = caller.ChainId, asked.Name, asked.Points, product = asked.ProductId, asked.MoneyOff, asked.Stock, ends = asked.EndsAt, asked.Active }) == 0)
            return CloudRefusals.Conflict("This id belongs to another chain's reward.", "id");
        await RewardTable.Tell(work, caller.ChainId, [id]);
        var after = (await RewardTable.All(work, caller.ChainId)).First(reward => reward.RewardId == id);
        await Audit.Write(work, caller, "reward-set", $"reward:{id}", before, after);
        return after;
    }

    static Refusal? Wrong(AskedReward asked)
    {
        if (string.IsNullOrWhiteSpace(asked.Name) || asked.Name.Length > nameMaxLength || asked.Name.Contains('\0', StringComparison.Ordinal)) return CloudRefusals.Wrong("name", $"A name has 1 to {nameMaxLength} characters.");
        if (asked.Points <= 0) return CloudRefusals.Wrong("points", "A reward costs 1 point or more.");
        if (asked.MoneyOff.IsNegative || asked.MoneyOff.IsZero == asked.ProductId is null) return CloudRefusals.Wrong("moneyOff", "A reward is a product or money off above 0, one of the two.");
        return asked.Stock is < 0 ? CloudRefusals.Wrong("stock", "The stock is 0 or more.") : null;
    }

    /// <param name="Stock">How many there are in all, claimed ones included; null is without limit.</param>
    sealed record AskedReward(string Name, long Points, Guid? ProductId = null, Money MoneyOff = default, long? Stock = null, DateTimeOffset? EndsAt = null, bool Active = true);

    const string upsert = """
        insert into reward (reward_id, chain_id, name, points, product_id, money_off, stock, ends_at, active)
        values (@id, @chain, @name, @points, @product, @moneyOff, @stock, @ends, @active)
        on conflict (reward_id) do update set name = excluded.name, points = excluded.points, product_id = excluded.product_id, money_off = excluded.money_off,
            stock = excluded.stock, ends_at = excluded.ends_at, active = excluded.active where reward.chain_id = excluded.chain_id
        """;
}
