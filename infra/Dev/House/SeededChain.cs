using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Sasuai.Dev;

public sealed record SeededTerminal(Guid TerminalId, string Store, int Number, string EnrolmentCode);

public sealed record SeededStaff(string Number, string Name, string Role, string Pin, string? Store, string? Email, string? Password);

public sealed record SeededProduct(string Barcode, string Name, long Price);

public sealed record SeededMember(string Name, string Phone, string Card, long LifetimePoints);

/// <summary>What the functions' `seed` told: whom to be, what to type.</summary>
public sealed record SeededChain(
    Guid ChainId, IReadOnlyList<SeededTerminal> Terminals, IReadOnlyList<SeededStaff> Staff, IReadOnlyList<SeededProduct> Barcodes, IReadOnlyList<SeededMember> Members)
{
    /// <summary>The stores' codes, in the order of the seed.</summary>
    public IReadOnlyList<string> Stores => [.. Terminals.Select(terminal => terminal.Store).Distinct()];

    /// <summary>A cashier who may work at the store.</summary>
    public SeededStaff CashierOf(string store) => Staff.First(person => person.Role == "Cashier" && person.Store == store);

    /// <summary>The owner, who sees everything.</summary>
    public SeededStaff Owner => Staff.First(person => person.Role == "Owner");

    /// <param name="output">All that the verb printed; the last line of JSON counts.</param>
    /// <exception cref="ServerFault">There is none.</exception>
    public static SeededChain Read(string output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var line = output.Split('\n').LastOrDefault(line => line.StartsWith('{')) ?? throw new ServerFault($"seed told no JSON but:\n{output}");
        return JsonSerializer.Deserialize<SeededChain>(line, JsonSerializerOptions.Web) ?? throw new ServerFault("seed told nothing.");
    }

    /// <summary>Signs the owner in; the client's later requests carry the token.</summary>
    public async Task SignInAsync(HttpClient client, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        using var answer = await client.PostAsJsonAsync(new Uri("/v1/sign-in", UriKind.Relative), new { email = Owner.Email, password = Owner.Password }, cancellation);
        if (!answer.IsSuccessStatusCode) throw new ServerFault($"sign-in answered {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellation)}");
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", body.GetProperty("token").GetString());
    }
}
