namespace Sasuai.Kiosk.Screens;

/// <summary>Why something is taken out of a basket: a digit before the key chooses, none means the first. Other letters are a reason of their own.</summary>
static class VoidReasons
{
    static readonly Word[] reasons = [Word.ReasonNotWanted, Word.ReasonWrongItem, Word.ReasonWrongPrice, Word.ReasonNoMoney];

    /// <summary>What stands on record for what was typed.</summary>
    public static string Of(Language language, string typed) =>
        typed.Trim() is not { Length: > 0 } text ? Words.In(language, reasons[0])
        : text is [>= '1' and <= '9'] && text[0] - '1' < reasons.Length ? Words.In(language, reasons[text[0] - '1']) : text;

    /// <summary>1 = no longer wanted, 2 = …</summary>
    public static string Choices(Language language) => string.Join(", ", reasons.Select((reason, i) => $"{i + 1} = {Words.In(language, reason)}"));
}
