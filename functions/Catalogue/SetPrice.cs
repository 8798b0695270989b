using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;
using Sasuai.Staff;

namespace Sasuai.Functions.Catalogue;

/// <summary>A new price of one product, now or from a later moment. The old one stays as it was; every terminal of the price book hears of it.</summary>
public sealed class SetPrice(Database database, Callers callers)
{
    /// <summary>A price above this is a slip of the hand.</summary>
    static readonly Money highest = new(1_000_000_000_000);

    static readonly Role[] pricing = [Role.Owner, Role.Admin, Role.Area];

    [Function("SetPrice")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/products/{id:guid}/prices")] HttpRequest request, Guid id, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, pricing, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadJson<NewPrice>(request, cancellation)).IsRefused(out var unreadable, out var asked)) return Problem.From(unreadable);
        if (asked.Amount.IsNegative || asked.Amount > highest) return Problem.From(CloudRefusals.Wrong("amount", $"A price is from 0 to {highest.Grouped()}."));
        var answer = await database.As(caller, work => Set(work, caller, new(id), asked), cancellation);
        return answer.IsRefused(out var no, out var price) ? Problem.From(no) : TypedResults.Json(price, Json.Options, statusCode: StatusCodes.Status201Created);
    }

    static async Task<Decision<PriceSet>> Set(Work work, StaffCaller caller, ProductId product, NewPrice asked)
    {
        if ((await PriceBooks.Choose(work, caller, asked.PriceBook)).IsRefused(out var unknown, out var book)) return unknown;
        if (!await work.Single<bool>("select exists (select from product where product_id = @product)", new { product })) return CloudRefusals.NotFound("product", "id");
        // A moment in the past would re-price sales that were already made; those stand as they are.
        var from = asked.ValidFrom is { } later && later > work.Now ? later : work.Now;
        var before = await work.SingleOrNone<Sasuai.Sync.PriceItem>(PriceTable.readInForce, new { book, ids = new[] { product.Value }, now = work.Now });
        var price = (await PriceTable.Add(work, caller.ChainId, book, [(product, asked.Amount, from)], caller.StaffId))[0];
        await Audit.Write(work, caller, "price-set", $"product:{product}", before, price);
        return new PriceSet(product.Value, book.Value, price.Version, price.Amount, price.ValidFrom);
    }

    /// <param name="ValidFrom">Now when nothing or the past is said.</param>
    sealed record NewPrice(Money Amount, DateTimeOffset? ValidFrom = null, Guid? PriceBook = null);

    sealed record PriceSet(Guid ProductId, Guid PriceBookId, long Version, Money Amount, DateTimeOffset ValidFrom);
}
