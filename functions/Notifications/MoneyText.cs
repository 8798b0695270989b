namespace Sasuai.Functions.Notifications;

/// <summary>Money as people read it in a message.</summary>
static class MoneyText
{
    /// <summary>Such as Rp 12.500.</summary>
    public static string Of(Money money, string currency, int decimals) => $"{(currency == "IDR" ? "Rp" : currency)} {money.Grouped(decimals)}";
}
