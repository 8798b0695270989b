using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;
using Sasuai.Functions.Terminals;
using Sasuai.Pricing;
using Sasuai.Sync;

namespace Sasuai.Functions.Promotions;

/// <summary>A promotion of any kind for the whole chain, new or changed. Every till hears of it at its next pull.</summary>
public sealed class SetPromotion(Database database, Callers callers)
{
    [Function("SetPromotion")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/promotions/{id:guid}")] HttpRequest request, Guid id, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Office, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadJson<Promotion>(request, cancellation)).IsRefused(out var unreadable, out var rule)) return Problem.From(unreadable);
        rule = rule with { UsesLeft = null };
        if (rule.PromotionId.Value != id) return Problem.From(CloudRefusals.Wrong("promotionId", "The id in the body is not that of the address."));
        if (rule.Wrong() is { } wrong) return Problem.From(wrong);
        var answer = await database.As(caller, work => Set(work, caller, rule), cancellation);
        return answer.IsRefused(out var no, out var set) ? Problem.From(no) : Json.Ok(set);
    }

    static async Task<Decision<Promotion>> Set(Work work, StaffCaller caller, Promotion rule)
    {
        if (rule.ProductId is { } product && !await work.Single<bool>("select exists (select from product where product_id = @product)", new { product })) return CloudRefusals.NotFound("product", "productId");
        var before = (await PromotionTable.All(work, caller.ChainId)).Select(one => one.Rule).FirstOrDefault(one => one.PromotionId == rule.PromotionId);
        var written = await work.Execute(upsert, new
        {
            rule.PromotionId, chain = caller.ChainId, rule.Name, rule.PercentBasisPoints, rule.Category, rule.ProductId, startsAt = rule.StartsAt.ToUniversalTime(), endsAt = rule.EndsAt?.ToUniversalTime(), rule.Active, rule.MaximumUses,
            rule = JsonSerializer.Serialize(new PromotionItem(rule), WireJson.Default.PromotionItem)
        });
        if (written == 0) return CloudRefusals.NotFound("promotion", "promotionId");
        await StoreTable.Tell(work, caller.ChainId, await work.Query<StoreId>("select store_id from store where chain_id = @chain order by code", new { chain = caller.ChainId }));
        await Audit.Write(work, caller, "promotion-set", $"promotion:{rule.PromotionId}", before, rule);
        return rule;
    }

    const string upsert = """
        insert into promotion (promotion_id, chain_id, name, percent_basis_points, category, product_id, starts_at, ends_at, active, rule, maximum_uses)
        values (@promotionId, @chain, @name, @percentBasisPoints, @category, @productId, @startsAt, @endsAt, @active, @rule, @maximumUses)
        on conflict (promotion_id) do update set name = excluded.name, percent_basis_points = excluded.percent_basis_points, category = excluded.category,
            product_id = excluded.product_id, starts_at = excluded.starts_at, ends_at = excluded.ends_at, active = excluded.active, rule = excluded.rule,
            maximum_uses = excluded.maximum_uses
        where promotion.chain_id = excluded.chain_id
        """;
}
