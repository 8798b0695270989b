using System.Text.Json.Serialization;

namespace Sasuai.Sales;

/// <summary>How money came: nothing here is a free string.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TenderKind>))]
public enum TenderKind
{
    Cash, Card, Qris, BankTransfer, EWallet, StoreCredit, GiftCard, Points, OnAccount
}

/// <summary>One payment toward a sale.</summary>
/// <param name="Amount">What it pays of the sale, above 0 (a sale of 0 has no tender).</param>
/// <param name="Given">What was handed over: for cash at least <paramref name="Amount"/>, else the same.</param>
/// <param name="Reference">The terminal's or bank's reference, when there is one.</param>
public sealed record Tender(TenderKind Kind, Money Amount, Money Given, string? Reference = null)
{
    [JsonIgnore]
    public Money Change => Given - Amount;
}
