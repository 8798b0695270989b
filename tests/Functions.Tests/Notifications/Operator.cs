using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sasuai.Dev;
using Sasuai.Functions.Notifications;
using Sasuai.Tests.Platform;

namespace Sasuai.Tests.Notifications;

/// <summary>The cloud with a gateway of its own, somebody at the office, and messages of the demo's members in any state.</summary>
sealed class Operator : IAsyncDisposable
{
    const string key = "operator-key-4407";

    Operator(CloudUnderTest cloud, FakeWhatsApp gateway, HttpClient office) => (Cloud, Gateway, Office) = (cloud, gateway, office);

    public CloudUnderTest Cloud { get; }
    public FakeWhatsApp Gateway { get; }
    public HttpClient Office { get; }

    public static async Task<Operator> StartAsync(TestServers servers, params string[] settings)
    {
        var gateway = await FakeWhatsApp.StartAsync(key);
        var cloud = await CloudUnderTest.StartAsync(servers, null, [$"--BlastifyUrl={gateway.Address}", $"--BlastifyKey={key}", .. settings]);
        await cloud.Ask<int>("with quick as (update sender_key set gap_ms = 0, jitter_percent = 0 returning 1) select count(*)::int from quick");
        return new(cloud, gateway, await cloud.SignInAsync());
    }

    /// <summary>A tier message to the demo's first member but so many; it is due unless its state says otherwise.</summary>
    public Task<Guid> MessageAsync(string state = "pending", int member = 0, string template = "tier-reached", string? reason = null) => Cloud.Ask<Guid>("""
        insert into notification (notification_id, chain_id, store_id, member_id, tier_id, event_id, dedupe_key, channel, template_key, client_ref,
            sender_key_id, state, reason, next_attempt_at, expires_at, created_at, changed_at)
        select gen_random_uuid(), s.chain_id, s.store_id, m.member_id, m.tier_id, gen_random_uuid(), gen_random_uuid()::text::bytea, 'whatsapp', @template, gen_random_uuid()::text,
            k.sender_key_id, @state, @reason, case when @state in ('pending', 'retry') then clock_timestamp() end, now() + interval '1 day', now(), now()
        from store s, member m, (select sender_key_id from sender_key order by chain_id nulls last limit 1) k where s.code = 'JKT01' and m.phone is not null and m.tier_id is not null order by m.member_id offset @member limit 1
        returning notification_id
        """, new { state, member, template, reason });

    /// <summary>What the relay and the broker would bring of what waits in the outbox.</summary>
    public async Task BringAsync()
    {
        foreach (var payload in JsonSerializer.Deserialize<string[]>(await Cloud.Ask<string>("select coalesce(jsonb_agg(payload order by id), '[]')::text from outbox"))!)
            await ActivatorUtilities.CreateInstance<RecordNotification>(Cloud.Services).OnMessage(payload, TestContext.Current.CancellationToken);
    }

    public Task<int> PumpAsync() => MessagesRig.PumpAsync(Cloud.Services);

    public Task<string> StateAsync(Guid id) => Cloud.Ask<string>("select state || coalesce(':' || reason, '') from notification where notification_id = @id", new { id });

    public async Task<JsonElement> GetAsync(string path) => await (await Office.GetAsync(path, TestContext.Current.CancellationToken)).JsonAsync();

    public Task<HttpResponseMessage> PostAsync(string path, object? body = null) => Office.PostAsJsonAsync(path, body ?? new { }, TestContext.Current.CancellationToken);

    /// <summary>Everything that waits for a moment is nearer to it by this time.</summary>
    public Task TimePassesAsync(TimeSpan time) => Cloud.Ask<int>("""
        with n as (update notification set next_attempt_at = next_attempt_at - @time, expires_at = expires_at - @time returning 1),
        a as (update delivery_attempt set started_at = started_at - @time, ended_at = ended_at - @time returning 1)
        select (select count(*) from n)::int + (select count(*) from a)::int
        """, new { time });

    public async ValueTask DisposeAsync()
    {
        Office.Dispose();
        await Cloud.DisposeAsync();
        await Gateway.DisposeAsync();
    }
}
