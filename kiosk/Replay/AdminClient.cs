using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sasuai.Kiosk.Sync;
using Sasuai.Sync;

namespace Sasuai.Kiosk.Replay;

/// <summary>What an admin does ahead of the history and after it: makes sure of stores, terminals, products and members, and asks the reports.</summary>
sealed class AdminClient(HttpClient http, Uri cloud)
{
    string token = "";

    public async Task SignIn(string email, string password) =>
        token = (await Post("v1/sign-in", new SignIn(email, password), WireJson.Default.SignIn, WireJson.Default.SignedIn)).Token;

    public Task<ChainImported> Chain(ImportChain chain) => Post("v1/import/chain", chain, WireJson.Default.ImportChain, WireJson.Default.ChainImported);

    public Task<Imported> Catalogue(IReadOnlyList<ImportProduct> products) =>
        Post("v1/import/catalogue", new ImportCatalogue(products), WireJson.Default.ImportCatalogue, WireJson.Default.Imported);

    public Task<Imported> Members(IReadOnlyList<ImportMember> members) =>
        Post("v1/import/members", new ImportMembers(members), WireJson.Default.ImportMembers, WireJson.Default.Imported);

    public Task<SalesTotals> Totals(DateOnly from, DateOnly to) =>
        Send(new(HttpMethod.Get, Address(FormattableString.Invariant($"v1/reports/sales-total?from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}"))), WireJson.Default.SalesTotals);

    Task<TAnswer> Post<TBody, TAnswer>(string path, TBody body, JsonTypeInfo<TBody> bodyShape, JsonTypeInfo<TAnswer> shape) =>
        Send(new(HttpMethod.Post, Address(path)) { Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, bodyShape)) { Headers = { ContentType = new("application/json") } } }, shape);

    async Task<T> Send<T>(HttpRequestMessage request, JsonTypeInfo<T> shape)
    {
        using (request)
        {
            if (token.Length > 0) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await http.SendAsync(request);
            if (!answer.IsSuccessStatusCode) throw await CloudFault.From(answer, CancellationToken.None);
            await using var body = await answer.Content.ReadAsStreamAsync();
            return await JsonSerializer.DeserializeAsync(body, shape) ?? throw new JsonException("The cloud answered null.");
        }
    }

    Uri Address(string path) => new(cloud.AbsoluteUri.TrimEnd('/') + "/" + path);
}
