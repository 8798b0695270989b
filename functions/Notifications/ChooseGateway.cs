using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Notifications.Gateways;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Notifications;

/// <summary>A chain sends through a gateway and with a key of its own. The key itself is a setting of the server; only its name is said here.</summary>
public sealed partial class ChooseGateway(Database database, Callers callers, WhatsAppGateways gateways, MessageSettings settings, SenderBell sender)
{
    [Function("ListGateways")]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/channels/whatsapp/gateway")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Office, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        var held = await database.InChain(caller.ChainId, work => work.Single<Held>(read, new { chain = caller.ChainId }), cancellation);
        return Json.Ok(new { held.Provider, held.KeySetting, held.Own, gateways = gateways.All.Select(gateway => new { gateway.Provider, can = gateway.Can.ToString() }) });
    }

    [Function("ChooseGateway")]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/channels/whatsapp/gateway")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Office, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadJson<Asked>(request, cancellation)).IsRefused(out var unreadable, out var asked)) return Problem.From(unreadable);
        if (gateways.Of(asked.Provider) is not { } gateway) return Problem.From(CloudRefusals.Wrong("provider", $"A gateway is one of {string.Join(", ", gateways.All.Select(one => one.Provider))}."));
        // Else whoever may choose could have any setting of the server sent to a gateway of theirs.
        if (!KeyName().IsMatch(asked.KeySetting)) return Problem.From(CloudRefusals.Wrong("keySetting", "The name of the setting begins with WhatsAppKey and goes on in letters and digits."));
        if (!gateway.Can.HasFlag(GatewayAbilities.Keyless) && settings.KeyOf(asked.KeySetting) is not { Length: > 0 }) return Problem.From(CloudRefusals.Wrong("keySetting", "The server has no such setting: DevOps puts the key there first."));
        return Json.Ok(await database.InChain(caller.ChainId, async work =>
        {
            var before = await work.Single<Held>(read, new { chain = caller.ChainId });
            await work.Execute(choose, new { id = Guid.CreateVersion7(work.Now), chain = caller.ChainId, asked.Provider, asked.KeySetting, now = work.Now });
            var after = await work.Single<Held>(read, new { chain = caller.ChainId });
            await Audit.Write(work, caller, "gateway-chosen", "channel:whatsapp", before, after);
            work.AfterCommit(sender.Ring);
            return after;
        }, cancellation));
    }

    sealed record Asked(string Provider, string KeySetting);

    /// <param name="Own">The chain's own; else the house's.</param>
    sealed record Held(string Provider, string KeySetting, bool Own);

    [GeneratedRegex("^WhatsAppKey[A-Za-z0-9]{0,40}$", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex KeyName();

    const string read = """
        select provider, secret_ref as key_setting, chain_id is not null as own from sender_key where chain_id = @chain or chain_id is null order by chain_id nulls last limit 1
        """;

    // A number that is new goes gently; what waits goes by the new way, and what the old one held is due again.
    const string choose = """
        insert into sender_key (sender_key_id, chain_id, provider, secret_ref, created_at) values (@id, @chain, @provider, @keySetting, @now)
        on conflict (chain_id) do update set provider = excluded.provider, secret_ref = excluded.secret_ref, created_at = excluded.created_at,
            breaker = 'closed', fail_streak = 0, opened_count = 0, open_until = null, paused_by = null, paused_reason = null;
        update notification set sender_key_id = (select sender_key_id from sender_key where chain_id = @chain),
            state = case when state = 'held' then 'retry' else state end, next_attempt_at = case when state = 'held' then clock_timestamp() else next_attempt_at end
        where chain_id = @chain and state in ('pending', 'retry', 'held')
        """;
}
