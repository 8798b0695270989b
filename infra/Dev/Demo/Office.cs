using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Sasuai.Dev;

/// <summary>A store's day as the cloud reports it; money in whole minor units.</summary>
public sealed record DayReport(long Sales, long Refunds, long Lines, long Total, long Due);

/// <summary>An admin who looks at the figures over HTTP.</summary>
public sealed class Office : IDisposable
{
    readonly HttpClient client;

    Office(HttpClient client) => this.client = client;

    public HttpClient Client => client;

    public static async Task<Office> SignInAsync(string cloud, SeededChain chain, CancellationToken cancellation = default)
    {
        var office = new Office(new HttpClient { BaseAddress = new Uri(cloud) });
        await chain.SignInAsync(office.client, cancellation);
        return office;
    }

    /// <summary>The date that the store's own clock shows now.</summary>
    public async Task<DateOnly> TodayAtAsync(string store, CancellationToken cancellation = default)
    {
        var stores = await client.GetFromJsonAsync<JsonElement>(new Uri("/v1/reports/stores", UriKind.Relative), cancellation);
        return stores.GetProperty("stores").EnumerateArray().First(each => each.GetProperty("store").GetString() == store).GetProperty("date").Deserialize<DateOnly>();
    }

    /// <param name="day">The store's own business date.</param>
    public async Task<DayReport> DailySalesAsync(string store, DateOnly day, CancellationToken cancellation = default)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"/v1/reports/daily-sales?store={store}&date={day:yyyy-MM-dd}");
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative), cancellation);
        if (!answer.IsSuccessStatusCode) throw new ServerFault($"{address} answered {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellation)}");
        return await answer.Content.ReadFromJsonAsync<DayReport>(JsonSerializerOptions.Web, cancellation) ?? throw new ServerFault("The report was empty.");
    }

    /// <summary>Asks until the report is as it should be; the last report is in the failure.</summary>
    public async Task<DayReport> WaitForDayAsync(string store, DateOnly day, Func<DayReport, bool> enough, TimeSpan limit, CancellationToken cancellation = default)
    {
        DayReport? report = null;
        await Patience.WaitAsync(async () => enough(report = await DailySalesAsync(store, day, cancellation)), limit, () => $"The report of {store} stayed {report}", cancellation);
        return report!;
    }

    public void Dispose() => client.Dispose();
}
