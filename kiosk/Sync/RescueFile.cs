using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sasuai.Kiosk.LocalData;
using Sasuai.Sync;

namespace Sasuai.Kiosk.Sync;

/// <summary>What a terminal has not sent, as a file for a stick: the office hands it in, and it counts once, also if the terminal comes back and sends it itself.</summary>
public static class RescueFile
{
    /// <summary>Writes every unsent fact, oldest first, a signed push on each line; how many facts there were. Nothing here is marked as sent.</summary>
    public static long Write(ChangeQueue changes, ECDsa key, TimeProvider time, TextWriter to)
    {
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(to);
        var (facts, after) = (0L, (long?)null);
        while (changes.Unacked(ChangeBatch.maxChanges, OpenKiosk.AppVersion, after) is { } batch)
        {
            var body = JsonSerializer.Serialize(batch, WireJson.Default.ChangeBatch);
            var clock = HybridClock.At(time.GetUtcNow());
            var line = new RescuedPush(batch.TerminalId, clock, TerminalSignature.Sign(key, "POST", RescuedPush.path, clock, Encoding.UTF8.GetBytes(body)), body);
            to.Write(JsonSerializer.Serialize(line, WireJson.Default.RescuedPush) + "\n");
            facts += batch.Changes.Count;
            after = batch.Changes[^1].Sequence;
        }
        return facts;
    }
}
