using System.Text.Json.Serialization;

namespace Sasuai.Sales;

/// <summary>How money came: nothing here is a free string.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TenderKind>))]
public enum TenderKind
{
    Cash, Card, Qris, BankTransfer, EWallet, StoreCredit, GiftCard, Points, OnAccount,

    /// <summary>The worth of goods that came back on the same ticket: paid out by the refund and paid in by the sale.</summary>
    Exchange
}

/// <summary>How certain a payment is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TenderState>))]
public enum TenderState
{
    /// <summary>The money is there.</summary>
    Confirmed,

    /// <summary>The customer says it is paid, and nobody could confirm it yet (QRIS without a network).</summary>
    Unknown,

    /// <summary>It turned out that it was never paid.</summary>
    Failed
}

/// <summary>One payment toward a sale.</summary>
/// <param name="Amount">What it pays of the sale, above 0 (a sale of 0 has no tender).</param>
/// <param name="Given">What was handed over: for cash at least <paramref name="Amount"/>, else the same.</param>
/// <param name="Reference">The terminal's or bank's reference, when there is one.</param>
/// <param name="State">Only <see cref="TenderKind.Qris"/>, <see cref="TenderKind.BankTransfer"/> and <see cref="TenderKind.EWallet"/> may be unknown.</param>
public sealed record Tender(TenderKind Kind, Money Amount, Money Given, string? Reference = null, TenderState State = TenderState.Confirmed)
{
    [JsonIgnore]
    public Money Change => Given - Amount;
}
