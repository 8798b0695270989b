using Sasuai.Functions.Sync;

namespace Sasuai.Functions.Sales;

/// <summary>Sales with their lines and tenders, many in one statement.</summary>
static class SaleTable
{
    public static object Columns(PostingStore shop, IReadOnlyList<PostedSale> sales) => new
    {
        chain = shop.ChainId, store = shop.StoreId, ids = Each(sales, s => s.SaleId), facts = Each(sales, s => s.Fact.FactId), terminals = Each(sales, s => s.Fact.TerminalId),
        kinds = Each(sales, s => s.Kind), receipts = Each(sales, s => s.ReceiptNumber.ToString()), sessions = Each(sales, s => s.TillSessionId),
        cashiers = Each(sales, s => s.CashierId), members = Each(sales, s => s.MemberId?.Value), originals = Each(sales, s => s.OriginalSaleId),
        days = Each(sales, s => s.BusinessDate), moments = Each(sales, s => s.At.UtcDateTime), gross = Each(sales, s => s.Gross.Units), discounts = Each(sales, s => s.Discount.Units),
        totals = Each(sales, s => s.Total.Units), taxes = Each(sales, s => s.Tax.Units), roundings = Each(sales, s => s.Rounding.Units), dues = Each(sales, s => s.Due.Units), points = Each(sales, s => s.Points)
    };

    public static object LineColumns(PostingStore shop, IReadOnlyList<PostedSale> sales)
    {
        var lines = sales.SelectMany(sale => sale.Lines.Select((line, index) => (Sale: sale, Line: line, Number: index + 1))).ToArray();
        return new
        {
            chain = shop.ChainId, store = shop.StoreId, ids = Each(lines, l => l.Sale.SaleId), numbers = Each(lines, l => l.Number), products = Each(lines, l => l.Line.ProductId.Value),
            codes = Each(lines, l => l.Line.Code), names = Each(lines, l => l.Line.Name), categories = Each(lines, l => l.Line.Category), quantities = Each(lines, l => l.Line.Quantity.Amount * l.Sale.Sign),
            prices = Each(lines, l => l.Line.UnitPrice.Units), versions = Each(lines, l => l.Line.PriceVersion), gross = Each(lines, l => l.Sale.Signed(l.Line.Gross).Units),
            discounts = Each(lines, l => l.Sale.Signed(l.Line.Discount).Units), promotions = Each(lines, l => l.Line.PromotionId?.Value), nets = Each(lines, l => l.Sale.Signed(l.Line.Net).Units),
            taxCodes = Each(lines, l => l.Line.TaxCode), rates = Each(lines, l => l.Line.TaxRateBasisPoints), numerators = Each(lines, l => l.Line.TaxBaseNumerator),
            denominators = Each(lines, l => l.Line.TaxBaseDenominator), taxes = Each(lines, l => l.Sale.Signed(l.Line.Tax).Units)
        };
    }

    public static object TenderColumns(PostingStore shop, IReadOnlyList<PostedSale> sales)
    {
        var tenders = sales.SelectMany(sale => sale.Tenders.Select((tender, index) => (Sale: sale, Tender: tender, Number: index + 1))).ToArray();
        return new
        {
            chain = shop.ChainId, store = shop.StoreId, ids = Each(tenders, t => t.Sale.SaleId), numbers = Each(tenders, t => t.Number), kinds = Each(tenders, t => t.Tender.Kind.ToString()),
            amounts = Each(tenders, t => t.Sale.Signed(t.Tender.Amount).Units), given = Each(tenders, t => t.Sale.Signed(t.Tender.Given).Units), references = Each(tenders, t => t.Tender.Reference)
        };
    }

    static TColumn[] Each<TRow, TColumn>(IReadOnlyList<TRow> rows, Func<TRow, TColumn> column)
    {
        var values = new TColumn[rows.Count];
        for (var i = 0; i < values.Length; i++) values[i] = column(rows[i]);
        return values;
    }

    public const string insertSales = """
        insert into sale (sale_id, chain_id, store_id, terminal_id, fact_id, kind, receipt_number, till_session_id, cashier_id, member_id, original_sale_id,
            business_date, completed_at, gross, discount, total, tax, rounding, due, points)
        select s.id, @chain, @store, s.terminal, s.fact, s.kind, s.receipt, s.session, s.cashier, s.member, s.original, s.day, s.moment, s.gross, s.discount, s.total, s.tax, s.rounding, s.due, s.points
        from unnest(@ids, @terminals, @facts, @kinds, @receipts, @sessions, @cashiers, @members, @originals, @days, @moments, @gross, @discounts, @totals, @taxes, @roundings, @dues, @points)
            as s(id, terminal, fact, kind, receipt, session, cashier, member, original, day, moment, gross, discount, total, tax, rounding, due, points)
        on conflict do nothing
        returning sale_id
        """;

    public const string insertLines = """
        insert into sale_line (sale_id, number, chain_id, store_id, product_id, code, name, category, quantity, unit_price, price_version, gross, discount, promotion_id, net,
            tax_code, tax_rate_basis_points, tax_base_numerator, tax_base_denominator, tax)
        select l.id, l.number, @chain, @store, l.product, l.code, l.name, l.category, l.quantity, l.price, l.version, l.gross, l.discount, l.promotion, l.net, l.tax_code, l.rate, l.numerator, l.denominator, l.tax
        from unnest(@ids, @numbers, @products, @codes, @names, @categories, @quantities, @prices, @versions, @gross, @discounts, @promotions, @nets, @taxCodes, @rates, @numerators, @denominators, @taxes)
            as l(id, number, product, code, name, category, quantity, price, version, gross, discount, promotion, net, tax_code, rate, numerator, denominator, tax)
        """;

    public const string insertTenders = """
        insert into tender (sale_id, number, chain_id, store_id, kind, amount, given, reference)
        select t.id, t.number, @chain, @store, t.kind, t.amount, t.given, t.reference
        from unnest(@ids, @numbers, @kinds, @amounts, @given, @references) as t(id, number, kind, amount, given, reference)
        """;
}
