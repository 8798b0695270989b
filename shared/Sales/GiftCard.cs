namespace Sasuai.Sales;

/// <summary>A card of the chain's own with a value in it, which the cloud knows by its number.</summary>
public static class GiftCard
{
    const int numberMin = 4, numberMax = 40;

    /// <summary>The number as it is kept: capitals and digits, whatever spaces and hyphens stand on the card; null when it is none.</summary>
    public static string? Number(string? text) =>
        text is not null && string.Concat(text.Where(letter => letter is not (' ' or '-'))).ToUpperInvariant() is { Length: >= numberMin and <= numberMax } number && number.All(char.IsAsciiLetterOrDigit) ? number : null;

    /// <summary>Till and cloud know the card by the same id without having met. A text that is no number is a card that nobody has issued.</summary>
    public static Guid IdOf(ChainId chain, string? text) => DerivedId.From(chain.Value, $"gift-card|{Number(text) ?? text}");
}
