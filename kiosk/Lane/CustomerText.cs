using Sasuai.Kiosk.Devices;
using Sasuai.Sync;
using static Sasuai.Kiosk.Lanes.SlipOnPaper;

namespace Sasuai.Kiosk.Lanes;

/// <summary>What the customer reads on the display: the newest line and the total, after paying the change, and a greeting between customers.</summary>
public static class CustomerText
{
    /// <summary>So long the change stays, unless the next customer's goods come.</summary>
    static readonly TimeSpan paidStays = TimeSpan.FromSeconds(30);

    /// <param name="language">id or en; the store's own when null.</param>
    public static DisplayText Of(LaneState state, string? language, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Store is not { } store) return new("", "");
        var tongue = language ?? store.Language;
        if (state.Practises || state.Cashier is null || state.Till is null) return Greeting(store, Say(tongue, "Kasir tutup", "Closed"));
        if (state.Basket.Lines.Count > 0) return Goods(state, store, tongue);
        return state.LastSale is { } sold && now - sold.Sale.CompletedAt < paidStays ? Paid(sold, tongue) : Greeting(store, Say(tongue, "Selamat datang", "Welcome"));
    }

    static DisplayText Goods(LaneState state, StoreItem store, string tongue)
    {
        var (line, priced) = (state.Basket.Lines[^1], state.PricedBasket.Lines[^1]);
        var name = line.Quantity == Quantity.One ? line.Name : $"{line.Quantity.ToString().Replace('.', ',')} {line.Name}";
        // When a part is paid, or goods came back on the ticket, what is still to be paid counts.
        var (word, sum) = state.Left == state.PricedBasket.Total ? ("TOTAL", state.PricedBasket.Total)
            : state.ToGiveBack > Money.Zero ? (Say(tongue, "KEMBALI", "CHANGE"), state.ToGiveBack) : (Say(tongue, "SISA", "TO PAY"), state.Left);
        return new(DisplayText.Row(name, priced.Net.Grouped(store.Decimals)), DisplayText.Row(word, sum.Grouped(store.Decimals)));
    }

    static DisplayText Paid(CompletedSale sold, string tongue) => new(
        DisplayText.Row("TOTAL", sold.Sale.Due.Grouped(sold.Store.Decimals)),
        DisplayText.Row(Say(tongue, "KEMBALI", "CHANGE"), (sold.Sale.Change + sold.GivenBack).Grouped(sold.Store.Decimals)));

    static DisplayText Greeting(StoreItem store, string text) => new(DisplayText.Middle(store.Name), DisplayText.Middle(text));
}
