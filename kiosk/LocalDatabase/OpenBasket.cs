using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Kiosk.LocalData;

/// <summary>
/// The basket that is being filled, kept after every operation, so that a machine that dies goes on with the same sale. Each line is a
/// row of its own: the thousandth scan writes no more than the first.
/// </summary>
public static class OpenBasket
{
    public static Basket? Read(Db db) => db.One("select body from open_basket", row => Of(row.GetString(0), WireJson.Default.Basket)) is { } basket
        ? basket with { Lines = Rows(db, "line", WireJson.Default.BasketLine), UnknownCodes = Rows(db, "code", WireJson.Default.UnknownCode) } : null;

    /// <param name="before">What is on the disk, so that only what changed is written; null when that is not known.</param>
    public static void Keep(Db db, Basket? before, Basket next)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (before is null || before.SaleId != next.SaleId) (before, _) = (Basket.Start(next.SaleId), db.Execute("delete from open_line"));
        Keep(db, "line", before.Lines, next.Lines, line => line.Number, WireJson.Default.BasketLine);
        Keep(db, "code", before.UnknownCodes, next.UnknownCodes, code => code.Number, WireJson.Default.UnknownCode);
        db.Execute("insert into open_basket (only_row, body) values (1, @body) on conflict (only_row) do update set body = excluded.body",
            ("@body", JsonSerializer.Serialize(next with { Lines = [], UnknownCodes = [] }, WireJson.Default.Basket)));
    }

    static void Keep<T>(Db db, string kind, IReadOnlyList<T> before, IReadOnlyList<T> next, Func<T, int> number, JsonTypeInfo<T> shape) where T : class
    {
        // Baskets are never changed but made anew of the same lines, so what is the same object is on the disk already.
        var same = 0;
        while (same < before.Count && same < next.Count && ReferenceEquals(before[same], next[same])) same++;
        for (var i = same; i < before.Count; i++) db.Execute("delete from open_line where number = @number", ("@number", number(before[i])));
        for (var i = same; i < next.Count; i++)
            db.Execute("insert into open_line (number, kind, body) values (@number, @kind, @body)", ("@number", number(next[i])), ("@kind", kind), ("@body", JsonSerializer.Serialize(next[i], shape)));
    }

    static List<T> Rows<T>(Db db, string kind, JsonTypeInfo<T> shape) where T : class =>
        db.All("select body from open_line where kind = @kind order by number", row => Of(row.GetString(0), shape), ("@kind", kind));

    static T Of<T>(string body, JsonTypeInfo<T> shape) where T : class => JsonSerializer.Deserialize(body, shape)!;
}
