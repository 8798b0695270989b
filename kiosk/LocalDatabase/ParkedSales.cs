using System.Text.Json;
using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Kiosk.LocalData;

/// <summary>A basket that was set aside.</summary>
/// <param name="Cashier">Who parked it.</param>
public sealed record ParkedSale(Basket Basket, string Cashier, DateTimeOffset At, Money Amount, string Note);

/// <summary>Baskets that wait to be recalled, each in the transaction of its fact.</summary>
static class ParkedSales
{
    public static IReadOnlyList<ParkedSale> All(Db db) => db.All("select body, cashier, parked_at, amount, note from parked_sale order by parked_at",
        row => new ParkedSale(JsonSerializer.Deserialize(row.GetString(0), WireJson.Default.Basket)!, row.GetString(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)), new(row.GetInt64(3)), row.GetString(4)));

    public static void Keep(Db db, ParkedSale parked) => db.Execute(
        "insert into parked_sale (sale_id, body, cashier, parked_at, amount, note) values (@id, @body, @cashier, @at, @amount, @note)",
        ("@id", parked.Basket.SaleId.ToString()), ("@body", JsonSerializer.Serialize(parked.Basket, WireJson.Default.Basket)), ("@cashier", parked.Cashier),
        ("@at", parked.At.ToUnixTimeMilliseconds()), ("@amount", parked.Amount.Units), ("@note", parked.Note));

    /// <summary>False when it is not there any more.</summary>
    public static bool Remove(Db db, SaleId sale) => db.Execute("delete from parked_sale where sale_id = @id", ("@id", sale.ToString())) == 1;
}
