using System.Globalization;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Notifications;

/// <summary>The settings of messages, checked at start so that a wrong one is a sentence and not a fault at night.</summary>
/// <param name="RabbitMq">The broker's address, <c>amqp://user:password@host:5672/vhost</c>.</param>
/// <param name="BlastifyUrl">Base address of the WhatsApp gateway.</param>
/// <param name="KeyOf">The key that a setting of this name holds, or null. Keys never leave settings by another way.</param>
/// <param name="SendTimeout">How long the gateway may take for one answer, 1 to 100 s.</param>
/// <param name="Cap">How many messages one member gets at the most.</param>
/// <param name="Hours">When messages may leave, in the store's zone, where no row of quiet_rule says otherwise; null is always.</param>
/// <param name="FonnteUrl">Base address of Fonnte.</param>
/// <param name="MetaUrl">Base address of Meta's Graph API, with its version.</param>
/// <param name="MetaAppSecret">With which Meta signs its calls; empty when it makes none.</param>
/// <param name="WebhookToken">What the address holds that gateways call; empty when none may.</param>
/// <param name="Receipts">How members find their receipts.</param>
/// <param name="WhatsAppFile">Where the gateway "file" writes; empty when it is not used.</param>
public sealed record MessageSettings(
    Uri RabbitMq, Uri BlastifyUrl, Func<string, string?> KeyOf, TimeSpan SendTimeout, OpenHours? Hours, MemberCap Cap, Uri FonnteUrl, Uri MetaUrl, string MetaAppSecret, string WebhookToken, string WhatsAppFile, ReceiptLinks Receipts)
{
    const int tokenMin = 24;

    const int sendTimeoutDefault = 15;
    const int sendTimeoutMax = 100;

    /// <exception cref="SettingsFault">A setting is missing or cannot be read; the sentence names it and not its value, which may be secret.</exception>
    public static MessageSettings Read(IConfiguration settings) => new(
        Address(settings, "RabbitMq", "amqp", "amqps"),
        Address(settings, "BlastifyUrl", "http", "https"),
        name => settings[name],
        Timeout(settings["WhatsAppTimeout"]),
        HoursFrom(settings["MessageHours"]),
        MemberCap.From(settings["MessagesPerMember"]) ?? throw Wrong($"The setting MessagesPerMember must be like 1/3 (a day / in seven days), each from 1 to {MemberCap.most}."),
        AddressOr("https://api.fonnte.com", settings, "FonnteUrl"),
        AddressOr("https://graph.facebook.com/v23.0", settings, "MetaUrl"),
        settings["MetaAppSecret"] ?? "",
        settings["WebhookToken"] is not { Length: > 0 and < tokenMin } ? settings["WebhookToken"] ?? "" : throw Wrong($"The setting WebhookToken must have {tokenMin} characters or more, so that nobody guesses it; or be empty."),
        settings["WhatsAppFile"] ?? "",
        ReceiptLinks.Read(settings));

    /// <summary>Whether this instance runs the relay and the sender itself, without waiting for their timers.</summary>
    public static bool RunsLoops(IConfiguration settings) =>
        settings["MessageLoops"] is not { Length: > 0 } loops ? loopsDefault
            : bool.TryParse(loops, out var given) ? given
            : throw Wrong("The setting MessageLoops must be true or false.");

#if AZURE_HOST
    // A plan that sleeps between invocations runs no loop; one that does not may say MessageLoops=true.
    const bool loopsDefault = false;
#else
    const bool loopsDefault = true;
#endif

    static Uri AddressOr(string usual, IConfiguration settings, string name) =>
        settings[name] is { Length: > 0 } ? Address(settings, name, "http", "https") : new Uri(usual);

    static Uri Address(IConfiguration settings, string name, params string[] schemes) =>
        Uri.TryCreate(settings[name], UriKind.Absolute, out var address) && schemes.Contains(address.Scheme) ? address
            : throw Wrong($"The setting {name} must be an address that begins with {string.Join(":// or ", schemes)}://.");

    static TimeSpan Timeout(string? text) =>
        text is not { Length: > 0 } ? TimeSpan.FromSeconds(sendTimeoutDefault)
            : double.TryParse(text, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0.1 and <= sendTimeoutMax ? TimeSpan.FromSeconds(seconds)
            : throw Wrong($"The setting WhatsAppTimeout must be seconds from 0.1 to {sendTimeoutMax}.");

    static OpenHours? HoursFrom(string? text) =>
        text is not { Length: > 0 } ? null
            : text.Split('-') is [var opens, var closes]
                && TimeOnly.TryParseExact(opens, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
                && TimeOnly.TryParseExact(closes, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var to) && from < to ? new OpenHours(from, to)
            : throw Wrong("The setting MessageHours must be like 08:00-20:00 (messages leave only then), or empty for always.");

    static SettingsFault Wrong(string sentence) => new([sentence]);
}
