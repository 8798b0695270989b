using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Codes;
using Sasuai.Functions.Platform;
using Sasuai.Pricing;
using Sasuai.Sales;

namespace Sasuai.Functions.Promotions;

/// <summary>What a basket costs at a store now or at another moment, and why: the engine, rules and rates of its tills. Nothing is sold.</summary>
public sealed class PriceBasket(Database database, Callers callers)
{
    const int linesMax = 500;

    [Function("PriceBasket")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/prices/quote")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Everyone, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadJson<AskedBasket>(request, cancellation)).IsRefused(out var unreadable, out var asked)) return Problem.From(unreadable);
        if (asked.Lines.Count is 0 or > linesMax) return Problem.From(CloudRefusals.Wrong("lines", $"A basket has 1 to {linesMax} lines."));
        if (asked.Lines.Any(line => !line.Quantity.IsPositive || line.Quantity > Basket.QuantityLimit)) return Problem.From(CloudRefusals.Wrong("lines", $"A quantity is above 0 and at most {Basket.QuantityLimit}."));
        var answer = await database.As(caller, work => Price(work, caller, asked), cancellation);
        return answer.IsRefused(out var no, out var priced) ? Problem.From(no) : Json.Ok(priced);
    }

    static async Task<Decision<QuotedBasket>> Price(Work work, StaffCaller caller, AskedBasket asked)
    {
        var at = asked.At ?? work.Now;
        if (await work.SingleOrNone<Shop>("select store_id, time_zone, price_book_id from store where code = @store", new { asked.Store }) is not { } shop) return CloudRefusals.NotFound("store", "store");
        BasketMember? member = null;
        if (asked.MemberId is { } id)
        {
            if (await work.SingleOrNone<Holder>("select member_id, name, tier_id from member where member_id = @id and active", new { id }) is not { } holder) return CloudRefusals.NotFound("member", "memberId");
            member = new(holder.MemberId, holder.Name, null, 0, 100, holder.TierId);
        }
        var codes = asked.Lines.Select(line => line.Code).Distinct(StringComparer.Ordinal).ToArray();
        var goods = (await work.Query<Goods>(readGoods, new { codes, normal = Array.ConvertAll(codes, ProductCode.Normalise), book = shop.PriceBookId, at = at.ToUniversalTime() })).ToDictionary(one => one.Asked, StringComparer.Ordinal);
        if (codes.FirstOrDefault(code => !goods.ContainsKey(code)) is { } unknown) return CloudRefusals.NotFound($"product with the code {unknown}", "lines");
        if (goods.Values.FirstOrDefault(one => one.Amount is null) is { } unpriced) return Refusals.NoPrice(unpriced.Name);
        var basket = new Basket(default, [.. asked.Lines.Select((line, i) => goods[line.Code].Line(i + 1, line.Quantity))], [], member, asked.Lines.Count, Coupons: asked.Coupons);
        return QuotedBasket.Of(basket, BestOffer.Explain(basket, await PromotionTable.Rules(work, caller.ChainId, shop.StoreId, shop.TimeZone), at));
    }

    /// <param name="Store">Its code.</param>
    /// <param name="At">Now when nothing is said.</param>
    sealed record AskedBasket(string Store, IReadOnlyList<AskedLine> Lines, Guid? MemberId = null, IReadOnlyList<string>? Coupons = null, DateTimeOffset? At = null);

    /// <param name="Quantity">How many of what the code stands for.</param>
    sealed record AskedLine(string Code, Quantity Quantity);

    sealed record Shop(StoreId StoreId, string TimeZone, PriceBookId PriceBookId);

    sealed record Holder(MemberId MemberId, string Name, TierId? TierId);

    sealed record Goods(
        string Asked, ProductId ProductId, string Name, string Category, string Unit, string? Brand, string TaxCode, int RateBasisPoints, int BaseNumerator, int BaseDenominator,
        decimal PackSize, long? Amount, long? Version)
    {
        public BasketLine Line(int number, Quantity packs) => new(number, ProductId, Asked, Name, Category, Unit, packs.Times(Quantity.From(PackSize)), new(Amount!.Value), Version!.Value,
            new(TaxCode, RateBasisPoints, BaseNumerator, BaseDenominator), Brand: Brand);
    }

    const string readGoods = """
        select a.code as asked, p.product_id, p.name, p.category, p.unit, p.brand, p.tax_code, t.rate_basis_points, t.base_numerator, t.base_denominator, f.pack_size, x.amount, x.version
        from unnest(@codes, @normal) as a(code, normal)
        join lateral (
            select product_id, pack_size from product_code where code = a.normal
            union all select product_id, 1::numeric from product where sku = a.code and active limit 1) f on true
        join product p on p.product_id = f.product_id and p.active
        join tax_rate t on t.chain_id = p.chain_id and t.code = p.tax_code
        left join lateral (
            select amount, version from price where price_book_id = @book and product_id = p.product_id and valid_from <= @at
            order by valid_from desc, version desc limit 1) x on true
        """;
}
