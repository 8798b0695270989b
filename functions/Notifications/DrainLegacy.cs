using System.Text.Json;
using Npgsql;
using RabbitMQ.Client;
using Sasuai.Functions.Loyalty;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Notifications;

/// <summary>What draining came to.</summary>
/// <param name="Taken">Messages of the old queue that are in our books now.</param>
/// <param name="Written">Messages of ours that came of them, one for each number; those that were there before are not counted.</param>
/// <param name="Left">Messages that nobody can read; they stay where they were.</param>
sealed record Drained(int Taken, int Written, int Numbers, int Refused, int Left);

/// <summary>
/// Takes over what the earlier system had queued and not sent: <c>{"numbers": […], "content": "…", "api_key": "…"}</c>. The key in it is neither used
/// nor logged nor kept (LESSONS 21). A message is acknowledged when its rows are committed; taken twice it is written once.
/// </summary>
static class DrainLegacy
{
    const int numbersMax = 1_000;
    static readonly TimeSpan worthSending = TimeSpan.FromDays(2);

    internal static async Task<int> Run(string[] args)
    {
        var settings = Verbs.ConfigurationOf(args);
        if (settings["LegacyQueue"] is not { Length: > 0 } queue || settings["LegacyStore"] is not { Length: > 0 } store)
            throw new SettingsFault(["Say --LegacyQueue=name of the old queue, and --LegacyStore=code of the store in whose name its messages go (with --LegacyChain=id where two chains have such a store)."]);
        await using var source = NpgsqlDataSource.Create(Settings.PostgresOf(settings));
        var database = new Database(source, TimeProvider.System);
        var drained = await DrainAsync(database, MessageSettings.Read(settings).RabbitMq, queue, await StoreAsync(database, store, settings["LegacyChain"]), CancellationToken.None);
        await Console.Out.WriteLineAsync($"{drained.Taken} messages taken with {drained.Numbers} numbers: {drained.Written} will be sent, {drained.Refused} numbers cannot be read; {drained.Left} messages cannot be read and stay in the queue.");
        return drained.Left == 0 ? 0 : 1;
    }

    /// <summary>What was in the queue at the beginning; what comes meanwhile is left for the next time.</summary>
    internal static async Task<Drained> DrainAsync(Database database, Uri broker, string queue, (ChainId Chain, StoreId Store, string Language) home, CancellationToken cancellation)
    {
        await using var connection = await new ConnectionFactory { Uri = broker, AutomaticRecoveryEnabled = false, ClientProvidedName = "sasuai legacy drain" }.CreateConnectionAsync(cancellation);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        var waiting = (await channel.QueueDeclarePassiveAsync(queue, cancellation)).MessageCount;
        var drained = new Drained(0, 0, 0, 0, 0);
        List<ulong> unreadable = [];
        for (var i = 0; i < waiting && await channel.BasicGetAsync(queue, autoAck: false, cancellation) is { } got; i++)
        {
            if (Read(got.Body) is not { } legacy)
            {
                unreadable.Add(got.DeliveryTag);
                continue;
            }
            var (written, refused) = await database.InStore(home.Chain, home.Store, work => WriteAsync(work, home, legacy), cancellation);
            await channel.BasicAckAsync(got.DeliveryTag, multiple: false, cancellation);
            drained = drained with { Taken = drained.Taken + 1, Written = drained.Written + written, Numbers = drained.Numbers + legacy.Numbers.Count, Refused = drained.Refused + refused };
        }
        foreach (var tag in unreadable) await channel.BasicNackAsync(tag, multiple: false, requeue: true, cancellation);
        return drained with { Left = unreadable.Count };
    }

    static async Task<(int Written, int Refused)> WriteAsync(Work work, (ChainId Chain, StoreId Store, string Language) home, Legacy legacy)
    {
        var (written, refused) = (0, 0);
        foreach (var number in legacy.Numbers)
        {
            if (PhoneNumber.Read(number).IsRefused(out _, out var phone)) refused++;
            // Whoever is a member here and wants no messages gets none of the old ones either.
            else if (!await work.Single<bool>(hasWithdrawn, new { chain = home.Chain, phone = phone.Digits })
                && await DirectTable.Put(work, new(Guid.CreateVersion7(work.Now), home.Chain, home.Store, "legacy", home.Language, phone, legacy.Content, legacy.Content, work.Now + worthSending))) written++;
        }
        return (written, refused);
    }

    static Legacy? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String
                && content.GetString() is { } text && text.Trim().Length is > 0 and <= Templates.textMax
                && json.RootElement.TryGetProperty("numbers", out var numbers) && numbers.ValueKind == JsonValueKind.Array && numbers.GetArrayLength() is > 0 and <= numbersMax
                ? new([.. numbers.EnumerateArray().Select(number => number.ValueKind == JsonValueKind.String ? number.GetString()! : number.GetRawText())], text) : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    static async Task<(ChainId, StoreId, string)> StoreAsync(Database database, string code, string? chain)
    {
        var found = await database.Everywhere(work => work.Query<Home>(findStore, new { code, chain = Guid.TryParse(chain, out var id) ? id : default(Guid?) }), CancellationToken.None);
        return found is [var one] ? (one.ChainId, one.StoreId, one.Language) : throw new SettingsFault([found.Count == 0 ? $"There is no store {code}." : $"{found.Count} chains have a store {code}: say --LegacyChain=id."]);
    }

    sealed record Legacy(IReadOnlyList<string> Numbers, string Content);

    sealed record Home(ChainId ChainId, StoreId StoreId, string Language);

    const string findStore = "select chain_id, store_id, language from store where code = @code and (@chain::uuid is null or chain_id = @chain)";

    const string hasWithdrawn = $"""
        select coalesce('withdrawn' = (select c.status from consent c join member m on m.member_id = c.member_id
            where m.chain_id = @chain and m.phone = @phone and c.channel = 'whatsapp' and c.purpose = 'loyalty' order by {ConsentTable.latestFirst} limit 1), false)
        """;
}
