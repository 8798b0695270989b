namespace Sasuai.Functions.Notifications.Gateways;

/// <summary>What a gateway offers beyond taking a message.</summary>
[Flags]
public enum GatewayAbilities
{
    None = 0,

    /// <summary>Its yes bears an id, by which later news of the message is told.</summary>
    ReturnsMessageId = 1,

    /// <summary>It tells by itself what became of a message.</summary>
    StatusWebhook = 2,

    /// <summary>It passes on what members answer.</summary>
    ReplyWebhook = 4,

    /// <summary>It gives back our own reference with its news, so that a message of unknown fate is found again.</summary>
    ReturnsReference = 8,

    /// <summary>It sends texts only that its owner approved before; they are filled in there.</summary>
    TemplatesOnly = 16,

    /// <summary>It needs no key.</summary>
    Keyless = 32,
}

/// <summary>One message on its way out.</summary>
/// <param name="ClientRef">Our own reference of it; stands in the text.</param>
/// <param name="TemplateKey">Which text it is, for a gateway that keeps the texts itself.</param>
/// <param name="Locale">id or en.</param>
/// <param name="Values">What fills the text, in the order of its placeholders; the whole text alone where the gateway cannot know it.</param>
public sealed record OutgoingText(PhoneNumber To, string Text, string ClientRef, string TemplateKey, string Locale, IReadOnlyList<string> Values)
{
    // A record would print the number and the text.
    public override string ToString() => ClientRef;
}

/// <summary>A WhatsApp gateway. One message to one person a call; every breakdown is an outcome, and only a stop of the program throws.</summary>
public interface IWhatsAppGateway
{
    /// <summary>As sender_key names it.</summary>
    string Provider { get; }

    GatewayAbilities Can { get; }

    /// <summary>Whether it sends to such a number at all.</summary>
    bool Takes(PhoneNumber to);

    Task<WhatsAppOutcome> SendAsync(OutgoingText message, string key, CancellationToken cancellation);

    /// <summary>Whether it answers and knows the key; never sends anything.</summary>
    Task<bool> ProbeAsync(string key, CancellationToken cancellation);

    /// <summary>The news in a call of its own; null when the call cannot be from it, and empty when it says nothing that matters here.</summary>
    IReadOnlyList<GatewayReport>? Read(GatewayCall call);
}

/// <summary>A call that a gateway made to us.</summary>
/// <param name="Signature">The header in which gateways that sign put their signature.</param>
public sealed record GatewayCall(ReadOnlyMemory<byte> Body, string ContentType, string Signature);

/// <summary>What a gateway tells by itself.</summary>
public abstract record GatewayReport
{
    /// <summary>What became of a message.</summary>
    /// <param name="MessageId">The gateway's id of it.</param>
    /// <param name="ClientRef">Our reference, where the gateway gives it back.</param>
    /// <param name="State">sent, delivered, read or failed.</param>
    /// <param name="Reason">Why it failed, in a word or two.</param>
    public sealed record Status(string? MessageId, string? ClientRef, string State, string? Reason) : GatewayReport;

    /// <summary>What somebody answered.</summary>
    /// <param name="MessageId">The gateway's id of the answer; makes it the same however often it is told.</param>
    public sealed record Reply(PhoneNumber From, string Text, string MessageId) : GatewayReport
    {
        // A record would print the number and the text.
        public override string ToString() => MessageId;
    }

    private GatewayReport() { }
}
