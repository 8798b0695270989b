namespace Sasuai.Codes;

/// <summary>Why a code that says what it is cannot be used.</summary>
public static class CodeRefusals
{
    public static Refusal NoIdentifier(ReadOnlySpan<char> at) => new("gs1-no-identifier", $"No application identifier begins at '{at[..Math.Min(at.Length, 8)]}'.", "code");
    public static Refusal TooShort(ReadOnlySpan<char> identifier) => new("gs1-too-short", $"The field ({identifier}) is shorter than it must be.", "code");
    public static Refusal WrongValue(string identifier, string value) => new("gs1-wrong-value", $"({identifier}) cannot be '{value}'.", "code");
    public static Refusal WrongPattern(string text, string rule) => new("code-pattern-wrong", $"'{text}' is no pattern of an in-store barcode: {rule}.", "codePatterns");
    public static Refusal NoReceipt() => new("no-receipt", "That is no receipt's code, or not a whole one.", "code");
}
