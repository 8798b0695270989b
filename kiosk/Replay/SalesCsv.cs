using System.Globalization;
using Sasuai.Codes;
using Sasuai.Kiosk.Lanes;
using Sasuai.Sales;

namespace Sasuai.Kiosk.Replay;

/// <summary>Everything of one sale number at one store, as the file tells it.</summary>
/// <param name="LocalTime">On the clock of the store, unless <paramref name="Moment"/> is known.</param>
public sealed record FileSale(
    string Number, string Store, int Terminal, DateTime LocalTime, DateTimeOffset? Moment, string? Card, TenderKind Tender, IReadOnlyList<FileLine> Lines);

public sealed record FileLine(CsvRow Row, HistoricLine Line);

/// <summary>
/// The sales file: UTF-8 with a header, the rows of one sale one below the other. Columns: sale (its number, unique in its store), time
/// (2010-12-01 08:26[:00] on the store's clock, or with an offset), store (its code: at most 12 capital letters and digits), terminal (its number), code, quantity (at most three
/// decimals; below 0 it came back: a refund), unit price, optional member (card), tender (cash, card, qris, bank transfer, e-wallet, …; empty is
/// cash), discount (money off the whole row, 0 or more). Amounts have a decimal point and at most as many decimals as the currency.
/// </summary>
public sealed class SalesCsv
{
    static readonly string[] timeFormats = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"];

    readonly CsvTable table;
    readonly int decimals;
    readonly Rejects rejects;
    readonly Spread? spread;
    readonly int sale, time, store, terminal, code, quantity, price, member, tender, discount;

    /// <param name="spread">Puts sales to stores and terminals of its own instead of the file's columns.</param>
    public SalesCsv(string path, int decimals, Rejects rejects, Spread? spread)
    {
        (this.decimals, this.rejects, this.spread) = (decimals, rejects, spread);
        string[] columns = ["sale", "time", "code", "quantity", "unit price"];
        table = CsvTable.Open(path, spread is null ? [.. columns, "store", "terminal"] : columns);
        (sale, time, store, terminal, code) = (table.Column("sale"), table.Column("time"), table.Column("store"), table.Column("terminal"), table.Column("code"));
        (quantity, price, member, tender, discount) = (table.Column("quantity"), table.Column("unit price"), table.Column("member"), table.Column("tender"), table.Column("discount"));
    }

    public long RowsRead { get; private set; }

    /// <summary>Every store with its terminals, and every member, that the file names in a readable row; nothing is refused here.</summary>
    public (SortedDictionary<string, SortedSet<int>> Stores, SortedSet<string> Cards) Names()
    {
        var (stores, cards) = (new SortedDictionary<string, SortedSet<int>>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var row in table.Rows())
        {
            if (Read(row, out _) is not { } read) continue;
            if (!stores.TryGetValue(read.Store, out var terminals)) stores.Add(read.Store, terminals = []);
            terminals.Add(read.Terminal);
            if (read.Card is { } card) cards.Add(card);
        }
        return (stores, cards);
    }

    /// <summary>The sales in the order of the file. A row that cannot be read, or stands apart from the others of its sale, is refused.</summary>
    public IEnumerable<FileSale> Sales()
    {
        var done = new HashSet<(string, string)>();
        FileSale? open = null;
        var lines = new List<FileLine>();
        foreach (var row in table.Rows())
        {
            RowsRead++;
            if (Read(row, out var wrong) is not { } read)
            {
                rejects.Add("sales", row, wrong);
                continue;
            }
            if (open is null || open.Number != read.Number || open.Store != read.Store)
            {
                if (open is not null) yield return open;
                lines = [];
                open = read with { Lines = lines };
                // Taken as a sale of its own it would be lost at the next run, which takes it for the first part.
                if (!done.Add((read.Store, read.Number)))
                {
                    rejects.Add("sales", row, "rows-of-sale-apart");
                    open = null;
                    continue;
                }
            }
            if (open.Card is null && read.Card is not null) open = open with { Card = read.Card };
            lines.Add(read.Lines[0]);
        }
        if (open is not null) yield return open;
    }

    FileSale? Read(CsvRow row, out string wrong)
    {
        wrong = "row-not-readable";
        if (row.Fields is not { } fields) return null;
        string Field(int at) => at < 0 ? "" : fields[at].Trim();
        var (number, storeCode, productCode) = (Field(sale), Field(store), Field(code));
        var terminalNumber = 0;
        if (spread is not null && number.Length > 0) (storeCode, terminalNumber) = spread.Of(number);
        else if (!int.TryParse(Field(terminal), NumberStyles.None, CultureInfo.InvariantCulture, out terminalNumber)) terminalNumber = 0;
        var (local, moment) = Time(Field(time));
        var many = Amounts.Quantity(Field(quantity));
        var each = Amounts.Money(Field(price), decimals);
        var off = Field(discount).Length == 0 ? Money.Zero : Amounts.Money(Field(discount), decimals);
        var kind = Tender(Field(tender));
        wrong = number.Length == 0 ? "sale-missing"
            : storeCode.Length is 0 or > 12 || !storeCode.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter)) ? "store-not-usable"
            : terminalNumber is < 1 or > 99 ? "terminal-not-usable"
            : local is null ? "time-not-readable"
            : productCode.Length is 0 or > ProductCode.maxLength ? "code-not-usable"
            : many is null || many == Quantity.Zero ? "quantity-not-usable"
            : Larger(many.Value, Basket.QuantityLimit) ? "quantity-too-large"
            : each is null ? "price-not-readable"
            : each.Value.IsNegative ? "price-negative"
            : off is null || off.Value.IsNegative || off > each.Value.Times(many.Value.IsPositive ? many.Value : -many.Value) ? "discount-not-usable"
            : kind is null ? "tender-unknown" : "";
        if (wrong.Length > 0) return null;
        var line = new FileLine(row, new(productCode, many!.Value, each!.Value, off!.Value));
        return new(number, storeCode, terminalNumber, local!.Value, moment, Field(member) is { Length: > 0 } card ? card : null, kind!.Value, [line]);
    }

    static (DateTime? Local, DateTimeOffset? Moment) Time(string text)
    {
        if (DateTime.TryParseExact(text, timeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return (local, null);
        return text.Length > 16 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? (moment.DateTime, moment) : (null, null);
    }

    static bool Larger(Quantity quantity, Quantity limit) => quantity > limit || -quantity > limit;

    static TenderKind? Tender(string text) =>
        text.Length == 0 ? TenderKind.Cash
        : Enum.TryParse<TenderKind>(string.Concat(text.Where(char.IsLetter)), ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : null;
}

/// <summary>Spreads the sales of one file over so many stores and terminals, the same sale always to the same: for load.</summary>
public sealed record Spread(int Stores, int Terminals)
{
    public (string Store, int Terminal) Of(string sale)
    {
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(sale));
        return (string.Create(CultureInfo.InvariantCulture, $"S{1 + hash[0] % Stores:00}"), 1 + hash[1] % Terminals);
    }
}
