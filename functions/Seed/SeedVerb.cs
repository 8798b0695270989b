using System.Text.Json;
using Npgsql;
using Sasuai.Functions.Platform;
using Sasuai.Functions.Terminals;

namespace Sasuai.Functions.Seed;

/// <summary>Plants the demo's chain and tells what to type: fresh enrolment codes, PINs, barcodes, members' phones.</summary>
public static class SeedVerb
{
    static readonly TimeSpan codesLive = TimeSpan.FromHours(24);

    /// <summary>Plants into a migrated database; the answer is what the verb prints.</summary>
    public static async Task<Seeded> Plant(string postgres, CancellationToken cancellation = default)
    {
        await using var source = NpgsqlDataSource.Create(postgres);
        return await new Database(source, TimeProvider.System).Everywhere(async work =>
        {
            await new DemoChain(work).Plant();
            var terminals = new List<SeededTerminal>();
            foreach (var store in DemoChain.Stores)
                for (var number = 1; number <= DemoChain.terminalsPerStore; number++)
                {
                    var id = DemoChain.Terminal(store.Code, number);
                    terminals.Add(new(id, store.Code, number, (await IssueEnrolmentCode.Issue(work, id, codesLive))!));
                }
            return Told(terminals);
        }, cancellation);
    }

    internal static async Task<int> Run(string[] args)
    {
        var seeded = await Plant(Settings.PostgresOf(Verbs.ConfigurationOf(args)));
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(seeded, Json.Options));
        return 0;
    }

    static Seeded Told(List<SeededTerminal> terminals) => new(
        DemoChain.Chain, terminals,
        [.. DemoPeople.Staff.Select(person => new SeededStaff(person.Number, person.Name, person.Role.ToString(), person.Pin, person.StoreCode, person.Email, person.Email is null ? null : DemoPeople.password))],
        [.. DemoCatalogue.All.Take(12).Select(product => new SeededProduct(product.Gtin, product.Name, product.Price))],
        [.. DemoPeople.Members.Select(member => new SeededMember(member.Name, member.Phone, member.Card, member.LifetimePoints))]);
}

/// <summary>What the seed tells, as one line of JSON.</summary>
public sealed record Seeded(
    ChainId ChainId, IReadOnlyList<SeededTerminal> Terminals, IReadOnlyList<SeededStaff> Staff, IReadOnlyList<SeededProduct> Barcodes, IReadOnlyList<SeededMember> Members);

/// <param name="EnrolmentCode">Works once, within a day; seeding again gives a new one.</param>
public sealed record SeededTerminal(TerminalId TerminalId, string Store, int Number, string EnrolmentCode);

/// <param name="Store">The only store of this person; null for all.</param>
public sealed record SeededStaff(string Number, string Name, string Role, string Pin, string? Store, string? Email, string? Password);

public sealed record SeededProduct(string Barcode, string Name, long Price);

public sealed record SeededMember(string Name, string Phone, string Card, long LifetimePoints);
