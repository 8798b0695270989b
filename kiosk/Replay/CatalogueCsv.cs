using Sasuai.Codes;
using Sasuai.Sync;

namespace Sasuai.Kiosk.Replay;

/// <summary>
/// The catalogue file: UTF-8 with a header. Columns: code (the SKU; capitals matter), name, unit, price, cost, category, optional barcode, tax
/// (a tax code of the chain, such as PPN; empty is NONE). Prices have a decimal point and at most as many decimals as the currency.
/// </summary>
public sealed class CatalogueCsv(string path, int decimals, Rejects rejects)
{
    const int nameMaxLength = 200;
    readonly CsvTable table = CsvTable.Open(path, "code", "name", "unit", "price", "cost", "category", "tax");

    /// <summary>The products of the file; a row that cannot be one is refused.</summary>
    public IEnumerable<ImportProduct> Products()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in table.Rows())
        {
            if (Product(row, seen, out var wrong) is { } product) yield return product;
            else rejects.Add("catalogue", row, wrong);
        }
    }

    ImportProduct? Product(CsvRow row, HashSet<string> seen, out string wrong)
    {
        wrong = "row-not-readable";
        if (row.Fields is null) return null;
        string Field(string name, string otherwise = "") => table.Column(name) is >= 0 and var at && row.Fields[at].Trim() is { Length: > 0 } text ? text : otherwise;
        var (code, name) = (Field("code"), Field("name"));
        var cost = Field("cost") is { Length: > 0 } costText ? Amounts.Money(costText, decimals) : Money.Zero;
        var price = Amounts.Money(Field("price"), decimals);
        wrong = code.Length is 0 or > ProductCode.maxLength ? "code-not-usable"
            : name.Length is 0 or > nameMaxLength ? "name-not-usable"
            : price is null or { IsNegative: true } ? "price-not-readable"
            : cost is null or { IsNegative: true } ? "cost-not-readable"
            : !seen.Add(code) ? "code-twice" : "";
        return wrong.Length > 0 ? null : new(code, name, Field("category", "-"), Field("unit", "pcs"), price!.Value,
            Field("cost").Length > 0 ? cost : null, Field("barcode") is { Length: > 0 } barcode ? barcode : null, Field("tax", "NONE"));
    }
}
