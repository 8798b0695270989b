using Sasuai.Functions.Platform;
using Sasuai.Functions.Sales;
using Sasuai.Functions.Sync;

namespace Sasuai.Functions.Reports;

/// <summary>Keeps the day's figures by hour and by tender, in the transaction that posts the sales, so that a report is a read of a few rows.</summary>
static class PostDay
{
    public static async Task Post(Work work, PostingStore shop, IReadOnlyList<PostedSale> sales)
    {
        foreach (var hour in sales.GroupBy(sale => (sale.BusinessDate, sale.Hour)).OrderBy(hour => hour.Key))
            await work.Execute(addHour, new
            {
                chain = shop.ChainId, store = shop.StoreId, day = hour.Key.BusinessDate, hour = hour.Key.Hour, sales = hour.LongCount(sale => sale.Sign > 0),
                refunds = hour.LongCount(sale => sale.Sign < 0), lines = hour.Sum(sale => (long)sale.Lines.Count), gross = hour.Sum(sale => sale.Gross.Units), discount = hour.Sum(sale => sale.Discount.Units),
                total = hour.Sum(sale => sale.Total.Units), tax = hour.Sum(sale => sale.Tax.Units), rounding = hour.Sum(sale => sale.Rounding.Units), due = hour.Sum(sale => sale.Due.Units)
            });
        var tenders = sales.SelectMany(sale => sale.Tenders.Select(tender => (sale.BusinessDate, Kind: tender.Kind.ToString(), Amount: sale.Signed(tender.Amount).Units)));
        foreach (var kind in tenders.GroupBy(tender => (tender.BusinessDate, tender.Kind), tender => tender.Amount).OrderBy(kind => kind.Key))
            await work.Execute(addTender, new { chain = shop.ChainId, store = shop.StoreId, day = kind.Key.BusinessDate, kind = kind.Key.Kind, amount = kind.Sum() });
    }

    const string addHour = """
        insert into daily_sales (chain_id, store_id, business_date, hour, sales, refunds, lines, gross, discount, total, tax, rounding, due)
        values (@chain, @store, @day, @hour, @sales, @refunds, @lines, @gross, @discount, @total, @tax, @rounding, @due)
        on conflict (store_id, business_date, hour) do update set sales = daily_sales.sales + excluded.sales, refunds = daily_sales.refunds + excluded.refunds,
            lines = daily_sales.lines + excluded.lines, gross = daily_sales.gross + excluded.gross, discount = daily_sales.discount + excluded.discount,
            total = daily_sales.total + excluded.total, tax = daily_sales.tax + excluded.tax, rounding = daily_sales.rounding + excluded.rounding, due = daily_sales.due + excluded.due
        """;

    const string addTender = """
        insert into daily_tender (chain_id, store_id, business_date, kind, amount) values (@chain, @store, @day, @kind, @amount)
        on conflict (store_id, business_date, kind) do update set amount = daily_tender.amount + excluded.amount
        """;
}
