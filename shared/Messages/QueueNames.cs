namespace Sasuai.Messages;

/// <summary>Every queue, exchange and routing key, written once.</summary>
public static class QueueNames
{
    /// <summary>Storage queue: a store whose facts wait to be applied. The message is the store's id.</summary>
    public const string applyChanges = "apply-changes";

    /// <summary>Storage queue: the doorbell that wakes the relay at once; the outbox itself is the truth.</summary>
    public const string relayOutbox = "relay-outbox";

    /// <summary>Topic exchange that carries every event of the shops.</summary>
    public const string events = "pos.events";

    /// <summary>Exchange that dead letters go to.</summary>
    public const string deadLetters = "pos.dlx";

    /// <summary>Quorum queue of events that become WhatsApp messages.</summary>
    public const string notifyWhatsApp = "notify.whatsapp";
    public const string notifyWhatsAppWait30s = "notify.whatsapp.wait.30s";
    public const string notifyWhatsAppWait5m = "notify.whatsapp.wait.5m";
    public const string notifyWhatsAppParked = "notify.whatsapp.parked";

    /// <summary>Routing key of <see cref="TierReached"/>.</summary>
    public const string tierReached = "loyalty.tier.reached.v1";

    /// <summary>Routing key of <see cref="MemberOccasion"/>.</summary>
    public const string memberOccasion = "loyalty.member.occasion.v1";
}
