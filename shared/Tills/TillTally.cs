using Sasuai.Sales;
using Sasuai.Staff;

namespace Sasuai.Tills;

/// <summary>
/// Adds the facts of one till session up to its X or Z report. The sums do not depend on the order of the facts, so a till, the cloud
/// and a late sale agree to the last unit.
/// </summary>
public sealed class TillTally(TillSessionOpened opened)
{
    readonly HashSet<(SaleId, int)> unknown = [], settled = [];
    readonly SortedDictionary<TenderKind, (int Count, Money Amount)> tenders = [];
    readonly SortedDictionary<(string Code, int Rate), (Money Base, Money Tax)> taxes = [];
    readonly SortedDictionary<Guid, (int Sales, Money Total)> cashiers = [];
    readonly List<ReceiptNumber> receipts = [];
    int sales, refunds, voids, noSales, reprints;
    Money salesTotal, refundsTotal, gross, discounts, manual, tax, rounding, voidsTotal, cashIn, cashOut, drops;

    /// <summary>What should be in the drawer: float, plus cash taken minus cash given back, plus what was put in, minus what was taken out.</summary>
    public Money Expected => opened.Float + tenders.GetValueOrDefault(TenderKind.Cash).Amount + cashIn - cashOut - drops;

    /// <summary>The report of a session from its facts in any order; facts that say nothing about a till are passed over.</summary>
    public static TillTally Of(TillSessionOpened opened, IEnumerable<object> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var tally = new TillTally(opened);
        foreach (var fact in facts) tally.Add(fact);
        return tally;
    }

    public void Add(object fact)
    {
        switch (fact)
        {
            case SaleCompleted sale: Add(sale); break;
            case SaleRefunded refund: Add(refund); break;
            case LineVoided line: Void(line.Amount); break;
            case BasketVoided basket: Void(basket.Amount); break;
            case CashMoved { Kind: CashMovementKind.CashIn } moved: cashIn += moved.Amount; break;
            case CashMoved { Kind: CashMovementKind.CashOut } moved: cashOut += moved.Amount; break;
            case CashMoved { Kind: CashMovementKind.SafeDrop } moved: drops += moved.Amount; break;
            case DrawerOpened: noSales++; break;
            case ReceiptReprinted: reprints++; break;
            case TenderSettled done: settled.Add((done.SaleId, done.Tender)); break;
        }
    }

    /// <param name="number">The Z number; null for an X report.</param>
    /// <param name="cashier">Who asks for it.</param>
    /// <param name="counted">Null until the drawer was counted.</param>
    /// <param name="name">A person's name by id.</param>
    public TillReport Report(long? number, DateTimeOffset at, string cashier, Money? counted, Func<StaffId, string> name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new(number, opened.TillSessionId, opened.BusinessDate, opened.OpenedAt, at, cashier,
            sales, salesTotal, refunds, refundsTotal, salesTotal - refundsTotal, gross, discounts, manual, tax, rounding,
            voids, voidsTotal, noSales, reprints, unknown.Count(tender => !settled.Contains(tender)),
            opened.Float, cashIn, cashOut, drops, Expected, counted, First, Last,
            [.. tenders.Select(each => new TenderTotal(each.Key, each.Value.Count, each.Value.Amount))],
            [.. taxes.Select(each => new TaxTotal(each.Key.Code, each.Key.Rate, each.Value.Base, each.Value.Tax))],
            [.. cashiers.Select(each => new CashierTotal(new(each.Key), name(new(each.Key)), each.Value.Sales, each.Value.Total))]);
    }

    ReceiptNumber? First => receipts.Count == 0 ? null : receipts.MinBy(number => (number.Epoch, number.Sequence));
    ReceiptNumber? Last => receipts.Count == 0 ? null : receipts.MaxBy(number => (number.Epoch, number.Sequence));

    void Add(SaleCompleted sale)
    {
        sales++;
        (salesTotal, gross, discounts) = (salesTotal + sale.Total, gross + sale.Gross, discounts + sale.Discount);
        (tax, rounding) = (tax + sale.Tax, rounding + sale.Rounding);
        foreach (var line in sale.Lines) manual += line.ManualDiscount;
        for (var i = 0; i < sale.Tenders.Count; i++)
            if (sale.Tenders[i].State == TenderState.Unknown) unknown.Add((sale.SaleId, i));
        Add(sale.ReceiptNumber, sale.CashierId, 1, sale.Total, sale.Lines, sale.Tenders, 1);
    }

    void Add(SaleRefunded refund)
    {
        refunds++;
        refundsTotal += refund.Total;
        (tax, rounding) = (tax - refund.Tax, rounding - refund.Rounding);
        if (refund.Kind == RefundKind.Void) Void(refund.Total);
        Add(refund.ReceiptNumber, refund.CashierId, 0, -refund.Total, refund.Lines, refund.Tenders, -1);
    }

    void Add(ReceiptNumber number, StaffId who, int sold, Money total, IReadOnlyList<SoldLine> lines, IReadOnlyList<Tender> paid, int sign)
    {
        receipts.Add(number);
        var person = cashiers.GetValueOrDefault(who.Value);
        cashiers[who.Value] = (person.Sales + sold, person.Total + total);
        foreach (var tender in paid)
        {
            var (count, amount) = tenders.GetValueOrDefault(tender.Kind);
            tenders[tender.Kind] = (count + 1, sign > 0 ? amount + tender.Amount : amount - tender.Amount);
        }
        foreach (var line in lines)
        {
            if (line.TaxRateBasisPoints == 0 && line.Tax.IsZero) continue;
            // What the tax was reckoned on: the price without the tax inside it, times the rate's base factor (11/12 for PPN).
            var on = (line.Net - line.Tax + line.TaxOnTop).Portion(line.TaxBaseNumerator, line.TaxBaseDenominator);
            var (sum, taken) = taxes.GetValueOrDefault((line.TaxCode, line.TaxRateBasisPoints));
            taxes[(line.TaxCode, line.TaxRateBasisPoints)] = sign > 0 ? (sum + on, taken + line.Tax) : (sum - on, taken - line.Tax);
        }
    }

    void Void(Money amount)
    {
        voids++;
        voidsTotal += amount;
    }
}
