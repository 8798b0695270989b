using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;
using Sasuai.Functions.Terminals;
using Sasuai.Pricing;
using Sasuai.Sync;

namespace Sasuai.Functions.Promotions;

/// <summary>What a tax is from which day on. Sales that were made keep the rate that they were made with.</summary>
public sealed class SetTaxSchedule(Database database, Callers callers)
{
    const int stepsMax = 50;

    [Function("SetTaxSchedule")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/taxes/{code}")] HttpRequest request, string code, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Office, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadJson<TaxSchedule>(request, cancellation)).IsRefused(out var unreadable, out var schedule)) return Problem.From(unreadable);
        if (Wrong(schedule, code) is { } wrong) return Problem.From(wrong);
        var answer = await database.As(caller, work => Set(work, caller, schedule), cancellation);
        return answer.IsRefused(out var no, out var set) ? Problem.From(no) : Json.Ok(set);
    }

    static Refusal? Wrong(TaxSchedule schedule, string code)
    {
        if (schedule.Code != code) return CloudRefusals.Wrong("code", "The code in the body is not that of the address.");
        if (schedule.Steps.Count is 0 or > stepsMax) return CloudRefusals.Wrong("steps", $"A tax has 1 to {stepsMax} steps.");
        if (schedule.Steps.Any(step => step.Rate.Code != code || step.Rate.RateBasisPoints is < 0 or > 10_000 || step.Rate.BaseNumerator < 1 || step.Rate.BaseDenominator < 1))
            return CloudRefusals.Wrong("steps", "Each step is of this tax, from 0 to 10 000 hundredths of a per cent, on a part of the price above 0.");
        return schedule.Steps.DistinctBy(step => step.From).Count() < schedule.Steps.Count ? CloudRefusals.Wrong("steps", "Two steps begin on one day.") : null;
    }

    static async Task<Decision<TaxSchedule>> Set(Work work, StaffCaller caller, TaxSchedule schedule)
    {
        var before = (await PromotionTable.Taxes(work, caller.ChainId)).FirstOrDefault(tax => tax.Code == schedule.Code);
        var text = JsonSerializer.Serialize(new TaxItem(schedule), WireJson.Default.TaxItem);
        if (await work.Execute("update tax_rate set schedule = @text where chain_id = @chain and code = @code", new { text, chain = caller.ChainId, schedule.Code }) == 0) return CloudRefusals.NotFound("tax", "code");
        await StoreTable.Tell(work, caller.ChainId, await work.Query<StoreId>("select store_id from store where chain_id = @chain order by code", new { chain = caller.ChainId }));
        await Audit.Write(work, caller, "tax-set", $"tax:{schedule.Code}", before, schedule);
        return schedule;
    }
}
