using System.Reflection;
using System.Text.Json;
using Sasuai.Functions.Seed;
using Sasuai.Sync;
using Sasuai.Tests.Platform;
using static Sasuai.Tests.Sales.ApplyTests;

namespace Sasuai.Tests.Sync;

/// <summary>
/// An old terminal may always push. Each file in Frozen holds one day of facts as a shipped program wrote them: first-shape.jsonl with the fields that
/// every type has had from the beginning, the others as on the day of their name. They are never edited; whoever adds a type or a version adds its line in a new file.
/// </summary>
public sealed class OldTerminalTests(TestServers servers)
{
    static string Folder => Path.Combine(AppContext.BaseDirectory, "Sync", "Frozen");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.jsonl").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    sealed record FrozenFact(string Type, int Version, JsonElement Payload);

    static FrozenFact[] Read(string file) =>
        [.. File.ReadAllLines(Path.Combine(Folder, file)).Select(line => JsonSerializer.Deserialize<FrozenFact>(line, JsonSerializerOptions.Web)!)];

    [Fact]
    public void Every_type_and_version_that_this_program_knows_is_frozen()
    {
        var types = typeof(FactTypes).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);
        var known = types.SelectMany(type => Enumerable.Range(1, 9).Where(version => IsKnown(type, version)).Select(version => $"{type} {version}")).ToArray();

        known.Length.ShouldBeGreaterThan(20);
        Directory.GetFiles(Folder).SelectMany(file => Read(Path.GetFileName(file))).Select(fact => $"{fact.Type} {fact.Version}").Distinct().Order(StringComparer.Ordinal).ShouldBe(known.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_was_written_is_read_with_every_field_that_it_had(string file)
    {
        foreach (var fact in Read(file))
        {
            var read = FactTypes.Read(fact.Type, fact.Version, fact.Payload.GetRawText()).ShouldNotBeNull(fact.Type);

            using var written = JsonDocument.Parse(FactTypes.Write(read).Payload);
            foreach (var field in fact.Payload.EnumerateObject())
            {
                written.RootElement.TryGetProperty(field.Name, out var now).ShouldBeTrue($"{fact.Type}.{field.Name}");
                // Lists of things may have more fields by now, which the old ones did not say.
                if (field.Value.ValueKind != JsonValueKind.Array) JsonElement.DeepEquals(field.Value, now).ShouldBeTrue($"{fact.Type}.{field.Name}: {field.Value} and {now}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_day_of_an_old_terminal_comes_into_the_books_whole(string file)
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        var facts = Read(file);
        var before = await PointsAsync(cloud);

        (await terminal.PushAsync(terminal.WriteRaw([.. facts.Select(fact => (fact.Type, fact.Version, fact.Payload.GetRawText()))]))).Status.ShouldBe(PushStatus.ok);
        await ApplyAsync(cloud, "JKT01");

        (await cloud.Ask<long>("select count(*) from fact where applied_at is not null and dead_letter is null")).ShouldBe(facts.Length);
        (await cloud.Ask<long>("select sum(total)::bigint from sale")).ShouldBe(Sum(facts, FactTypes.saleCompleted, "total") - Sum(facts, FactTypes.saleRefunded, "total"));
        (await PointsAsync(cloud) - before).ShouldBe(Sum(facts, FactTypes.saleCompleted, "points") - Sum(facts, FactTypes.saleCompleted, "pointsSpent")
            - Sum(facts, FactTypes.saleRefunded, "points") + Sum(facts, FactTypes.saleRefunded, "pointsReturned"));
        (await cloud.Ask<string>("select name from member where card like 'CARD-OLD-%'")).ShouldBe("Sari Dewi");
        (await cloud.Ask<long>("select count(*) from till_session where closed_at is not null")).ShouldBe(1);
    }

    static Task<long> PointsAsync(CloudUnderTest cloud) => cloud.Ask<long>("select points from member where member_id = @member", new { member = DemoChain.Member("MBR-0002") });

    static long Sum(FrozenFact[] facts, string type, string field) =>
        facts.Where(fact => fact.Type == type).Sum(fact => fact.Payload.TryGetProperty(field, out var amount) ? amount.GetInt64() : 0);

    /// <summary>A version that is not known reads as nothing; one that is known finds that an empty payload lacks fields.</summary>
    static bool IsKnown(string type, int version)
    {
        try
        {
            return FactTypes.Read(type, version, "{}") is not null;
        }
        catch (JsonException)
        {
            return true;
        }
    }
}
