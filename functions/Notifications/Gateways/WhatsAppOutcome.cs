namespace Sasuai.Functions.Notifications.Gateways;

/// <summary>What is known after a call of a gateway (MESSAGING 3.6). Only <see cref="NotSent"/> may be tried again without a second thought.</summary>
/// <param name="HttpStatus">The answer's status, when there was an answer.</param>
/// <param name="Excerpt">The answer's beginning, at most 1 KiB, without numbers that could be a phone's and without the key.</param>
public abstract record WhatsAppOutcome(int? HttpStatus, string? Excerpt)
{
    /// <summary>The class in one word, as it is kept with the attempt.</summary>
    public string Name => GetType().Name;

    /// <summary>Why, in a word or two that name nobody.</summary>
    public abstract string Reason { get; }

    /// <summary>The gateway took the message into its own queue; that is all that it ever tells.</summary>
    public sealed record Accepted(int? HttpStatus, string? Excerpt, string? MessageId) : WhatsAppOutcome(HttpStatus, Excerpt) { public override string Reason => ""; }

    /// <summary>The gateway will not send this message: for ever when it is the number or the text, otherwise for now.</summary>
    public sealed record Rejected(int? HttpStatus, string? Excerpt, string Code, bool Permanent) : WhatsAppOutcome(HttpStatus, Excerpt) { public override string Reason => Code; }

    /// <summary>Too fast for the gateway: everything of this key waits.</summary>
    public sealed record Throttled(int? HttpStatus, string? Excerpt, TimeSpan? RetryAfter) : WhatsAppOutcome(HttpStatus, Excerpt) { public override string Reason => "throttled"; }

    /// <summary>The message certainly did not reach the gateway.</summary>
    public sealed record NotSent(int? HttpStatus, string? Excerpt, string Cause) : WhatsAppOutcome(HttpStatus, Excerpt) { public override string Reason => Cause; }

    /// <summary>The key, its quota or its device is at fault, not the message.</summary>
    public sealed record KeyFault(int? HttpStatus, string? Excerpt, string Cause) : WhatsAppOutcome(HttpStatus, Excerpt) { public override string Reason => Cause; }

    /// <summary>It may have been sent or not.</summary>
    public sealed record Unknown(int? HttpStatus, string? Excerpt, string Cause) : WhatsAppOutcome(HttpStatus, Excerpt) { public override string Reason => Cause; }

    private WhatsAppOutcome() : this(null, null) { }
}
