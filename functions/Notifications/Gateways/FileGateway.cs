using System.Text.Json;

namespace Sasuai.Functions.Notifications.Gateways;

/// <summary>Writes messages into a file, a JSON object a line, for trials and tests: nobody's phone rings. It holds numbers and texts, so it is as secret as they are.</summary>
public sealed class FileGateway(MessageSettings settings, TimeProvider clock) : IWhatsAppGateway
{
    static readonly SemaphoreSlim oneAtATime = new(1);

    public string Provider => "file";
    public GatewayAbilities Can => GatewayAbilities.ReturnsMessageId | GatewayAbilities.Keyless;
    public bool Takes(PhoneNumber to) => true;

    public async Task<WhatsAppOutcome> SendAsync(OutgoingText message, string key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (settings.WhatsAppFile.Length == 0) return new WhatsAppOutcome.KeyFault(null, null, "file-missing");
        await oneAtATime.WaitAsync(cancellation);
        try
        {
            await File.AppendAllTextAsync(settings.WhatsAppFile, JsonSerializer.Serialize(new { at = clock.GetUtcNow(), to = message.To.Digits, text = message.Text, reference = message.ClientRef }) + "\n", CancellationToken.None);
            return new WhatsAppOutcome.Accepted(null, null, message.ClientRef);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A disk that is full may have taken a part of the line.
            return fault is DirectoryNotFoundException or UnauthorizedAccessException ? new WhatsAppOutcome.NotSent(null, null, "file") : new WhatsAppOutcome.Unknown(null, null, "file");
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public Task<bool> ProbeAsync(string key, CancellationToken cancellation) => Task.FromResult(settings.WhatsAppFile.Length > 0 && Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(settings.WhatsAppFile))));

    /// <summary>It never calls.</summary>
    public IReadOnlyList<GatewayReport>? Read(GatewayCall call) => null;
}
