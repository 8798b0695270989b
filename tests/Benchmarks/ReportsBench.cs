using Dapper;
using Sasuai.Dev;

namespace Sasuai.Benchmarks;

/// <summary>
/// The daily report over HTTP (caller, row level security, figures by hour and tender) against one bare query that adds the same day up from
/// the sales themselves, with 20 000 sales of that store and day in the table: what the roll-ups are for.
/// </summary>
static class ReportsBench
{
    const int sales = 20_000;
    const int reads = 200;

    public static async IAsyncEnumerable<Figure> Run()
    {
        await using var cloud = await BenchCloud.StartAsync();
        await cloud.Do(fill, new { sales, day = new DateTime(2026, 1, 5) });
        var settings = new FunctionsSettings(cloud.Connection, cloud.Servers.Rabbit.Uri, cloud.Servers.Storage.Connection, "http://127.0.0.1:9");
        var seeded = await FunctionsProcess.RunAsync(settings, ["seed"]);
        await using var functions = await FunctionsProcess.StartAsync(settings);
        using var http = new HttpClient { BaseAddress = new(functions.Address) };
        var seed = SeededChain.Read(seeded);
        await seed.SignInAsync(http);
        await using var connection = await cloud.OpenAsync();
        await connection.ExecuteAsync("select set_config('sasuai.scope', 'all', false)");
        List<double> ours = [], rival = [];
        for (var read = 0; read < reads; read++)
        {
            var reportTime = await Readings.Milliseconds(async () => (await http.GetAsync(new Uri($"/v1/reports/daily-sales?store={seed.Stores[0]}&date=2026-01-05", UriKind.Relative))).EnsureSuccessStatusCode());
            var bareTime = await Readings.Milliseconds(() => connection.QueryAsync(addUp, new { day = new DateTime(2026, 1, 5) }));
            if (read < 50) continue;
            ours.Add(reportTime);
            rival.Add(bareTime);
        }
        yield return new("daily report over HTTP, p50", "ms", Readings.Quantile(ours, 0.5), "summing 20 000 sales bare", Readings.Quantile(rival, 0.5), 1, AtLeast: false);
    }

    const string fill = """
        insert into sale (sale_id, chain_id, store_id, terminal_id, fact_id, kind, receipt_number, till_session_id, cashier_id, business_date, completed_at,
            gross, discount, total, tax, rounding, due, points)
        select gen_random_uuid(), s.chain_id, s.store_id, gen_random_uuid(), gen_random_uuid(), 'sale', 'B-' || n, gen_random_uuid(), gen_random_uuid(), @day, @day + interval '8 hours' + n * interval '1 second',
            15000, 0, 15000, 1486, 0, 15000, 15
        from store s, generate_series(1, @sales) n
        """;

    const string addUp = """
        select extract(hour from completed_at)::int as hour, count(*), sum(gross)::bigint, sum(discount)::bigint, sum(total)::bigint, sum(tax)::bigint, sum(rounding)::bigint, sum(due)::bigint
        from sale where business_date = @day group by 1
        """;
}
