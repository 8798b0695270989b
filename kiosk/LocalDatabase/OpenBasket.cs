using System.Text.Json;
using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Kiosk.LocalData;

/// <summary>The basket that is being filled, kept after every operation, so that a machine that dies goes on with the same sale.</summary>
public static class OpenBasket
{
    public static Basket? Read(Db db) => db.One("select body from open_basket", row => JsonSerializer.Deserialize(row.GetString(0), WireJson.Default.Basket));

    public static void Keep(Db db, Basket basket) => db.Execute(
        "insert into open_basket (only_row, body) values (1, @body) on conflict (only_row) do update set body = excluded.body",
        ("@body", JsonSerializer.Serialize(basket, WireJson.Default.Basket)));
}
