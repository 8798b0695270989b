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
        totals = Each(sales, s => s.Total.Units), taxes = Each(sales, s => s.Tax.Units), roundings = Each(sales, s => s.Rounding.Units), dues = Each(sales, s => s.Due.Units), points = Each(sales, s => s.Points),
        onTop = Each(sales, s => s.TaxOnTop.Units), spent = Each(sales, s => s.PointsSpent), refundKinds = Each(sales, s => s.RefundKind?.ToString()), approvals = Each(sales, s => s.ApprovalId?.Value),
        exchanges = Each(sales, s => s.ExchangeId), reasons = Each(sales, s => s.Reason), notes = Each(sales, s => s.Note)
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
            denominators = Each(lines, l => l.Line.TaxBaseDenominator), taxes = Each(lines, l => l.Sale.Signed(l.Line.Tax).Units),
            onTop = Each(lines, l => l.Sale.Signed(l.Line.TaxOnTop).Units), manual = Each(lines, l => l.Sale.Signed(l.Line.ManualDiscount).Units), brands = Each(lines, l => l.Line.Brand), notes = Each(lines, l => l.Line.Note),
            lots = Each(lines, l => l.Line.Lot), expiries = Each(lines, l => l.Line.Expiry), serials = Each(lines, l => l.Line.Serial), conditions = Each(lines, l => l.Line.Condition?.ToString())
        };
    }

    public static object OfferColumns(PostingStore shop, IReadOnlyList<PostedSale> sales)
    {
        var offers = sales.SelectMany(sale => sale.Lines.SelectMany((line, index) => (line.Offers ?? []).Select(offer => (Sale: sale, Offer: offer, Number: index + 1)))).ToArray();
        return new
        {
            chain = shop.ChainId, store = shop.StoreId, ids = Each(offers, o => o.Sale.SaleId), numbers = Each(offers, o => o.Number), promotions = Each(offers, o => o.Offer.PromotionId.Value),
            names = Each(offers, o => o.Offer.Name), amounts = Each(offers, o => o.Sale.Signed(o.Offer.Amount).Units)
        };
    }

    public static object TenderColumns(PostingStore shop, IReadOnlyList<PostedSale> sales)
    {
        var tenders = sales.SelectMany(sale => sale.Tenders.Select((tender, index) => (Sale: sale, Tender: tender, Number: index + 1))).ToArray();
        return new
        {
            chain = shop.ChainId, store = shop.StoreId, ids = Each(tenders, t => t.Sale.SaleId), numbers = Each(tenders, t => t.Number), kinds = Each(tenders, t => t.Tender.Kind.ToString()),
            amounts = Each(tenders, t => t.Sale.Signed(t.Tender.Amount).Units), given = Each(tenders, t => t.Sale.Signed(t.Tender.Given).Units), references = Each(tenders, t => t.Tender.Reference), states = Each(tenders, t => t.Tender.State.ToString())
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
            business_date, completed_at, gross, discount, total, tax, rounding, due, points, tax_on_top, points_spent, refund_kind, approval_id, exchange_id, reason, note)
        select s.id, @chain, @store, s.terminal, s.fact, s.kind, s.receipt, s.session, s.cashier, s.member, s.original, s.day, s.moment, s.gross, s.discount, s.total, s.tax, s.rounding, s.due, s.points,
            s.on_top, s.spent, s.refund_kind, s.approval, s.exchange, s.reason, s.note
        from unnest(@ids, @terminals, @facts, @kinds, @receipts, @sessions, @cashiers, @members, @originals, @days, @moments, @gross, @discounts, @totals, @taxes, @roundings, @dues, @points,
            @onTop, @spent, @refundKinds, @approvals, @exchanges, @reasons, @notes)
            as s(id, terminal, fact, kind, receipt, session, cashier, member, original, day, moment, gross, discount, total, tax, rounding, due, points,
                on_top, spent, refund_kind, approval, exchange, reason, note)
        on conflict do nothing
        returning sale_id
        """;

    public const string insertLines = """
        insert into sale_line (sale_id, number, chain_id, store_id, product_id, code, name, category, quantity, unit_price, price_version, gross, discount, promotion_id, net,
            tax_code, tax_rate_basis_points, tax_base_numerator, tax_base_denominator, tax, tax_on_top, manual_discount, brand, note, lot, expiry, serial, condition)
        select l.id, l.number, @chain, @store, l.product, l.code, l.name, l.category, l.quantity, l.price, l.version, l.gross, l.discount, l.promotion, l.net, l.tax_code, l.rate, l.numerator, l.denominator, l.tax,
            l.on_top, l.manual, l.brand, l.note, l.lot, l.expiry, l.serial, l.condition
        from unnest(@ids, @numbers, @products, @codes, @names, @categories, @quantities, @prices, @versions, @gross, @discounts, @promotions, @nets, @taxCodes, @rates, @numerators, @denominators, @taxes,
            @onTop, @manual, @brands, @notes, @lots, @expiries, @serials, @conditions)
            as l(id, number, product, code, name, category, quantity, price, version, gross, discount, promotion, net, tax_code, rate, numerator, denominator, tax, on_top, manual, brand, note, lot, expiry, serial, condition)
        """;

    public const string insertOffers = """
        insert into sale_line_offer (sale_id, line_number, promotion_id, chain_id, store_id, name, amount)
        select o.id, o.number, o.promotion, @chain, @store, o.name, o.amount
        from unnest(@ids, @numbers, @promotions, @names, @amounts) as o(id, number, promotion, name, amount)
        on conflict do nothing
        """;

    public const string insertTenders = """
        insert into tender (sale_id, number, chain_id, store_id, kind, amount, given, reference, state)
        select t.id, t.number, @chain, @store, t.kind, t.amount, t.given, t.reference, t.state
        from unnest(@ids, @numbers, @kinds, @amounts, @given, @references, @states) as t(id, number, kind, amount, given, reference, state)
        """;
}
