using System.Diagnostics.CodeAnalysis;

namespace Sasuai;

/// <summary>A rule's "no": a stable code for programs and translations, a sentence for people, and the field that was wrong, if one was.</summary>
public sealed record Refusal(string Code, string Text, string? Field = null);

/// <summary>What a rule answers: a fact, or a refusal. "No" is a value; only a breakdown is an exception.</summary>
public readonly struct Decision<T>
{
    readonly T? fact;
    readonly Refusal? refusal;

    Decision(T? fact, Refusal? refusal) => (this.fact, this.refusal) = (fact, refusal);

    public bool IsRefused([NotNullWhen(true)] out Refusal? why, [NotNullWhen(false)] out T? value)
    {
        why = refusal;
        value = fact;
        return refusal is not null;
    }

    /// <summary>The fact; throws <see cref="InvalidOperationException"/> when the rule refused.</summary>
    public T Value => refusal is null ? fact! : throw new InvalidOperationException(refusal.Text);

    public Refusal? Refusal => refusal;

    public static implicit operator Decision<T>(T fact) => new(fact, null);
    public static implicit operator Decision<T>(Refusal refusal) => new(default, refusal);
}
