using Sasuai.Codes;
using Sasuai.Kiosk.Devices;
using Sasuai.Kiosk.LocalData;
using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Kiosk.Lanes;

public sealed partial class Lane
{
    /// <summary>More labels at once than this are a mistyped number.</summary>
    public const int LabelsMax = 100;

    /// <summary>Prints labels for the shelf or the goods, at the price that holds now; nothing is sold.</summary>
    /// <param name="code">A code of the product, or its SKU. A carton's code gives the carton's label.</param>
    public Decision<ShelfLabel> PrintLabel(string code, int copies = 1)
    {
        ArgumentNullException.ThrowIfNull(code);
        lock (door)
        {
            if (Rules.Store is not { } store) return LaneRefusals.NotReady();
            if (cashier is null) return LaneRefusals.SignInFirst();
            if (copies is < 1 or > LabelsMax) return LaneRefusals.LabelsWrong(LabelsMax);
            if (Article(code).IsRefused(out var refusal, out var product)) return refusal;
            var label = Label(product, store);
            database.Write(db => Slip(db, new TillSlip.Labels(store, cashier, label, copies)));
            return label;
        }
    }

    /// <summary>What a code stands for, at its price of now.</summary>
    Decision<SellableProduct> Article(string code)
    {
        var item = Reader.Read(code) switch
        {
            ScannedCode.TradeItem { Said: not null } said => said.Gtin14,
            ScannedCode.InStore label => label.Item,
            _ => CodeReader.WithoutAim(code)
        };
        if (Catalogue.ByCode(item, Now) is not { } found) return LaneRefusals.ProductUnknown();
        return found.Product is { } product ? product : Refusals.NoPrice(found.Name);
    }

    ShelfLabel Label(SellableProduct product, StoreItem store)
    {
        var isPack = product.PackSize != Quantity.One;
        var price = Shown(product.UnitPrice.Times(product.PackSize), store);
        return new(product.Name, price, isPack ? $"{product.PackSize.ToString().Replace('.', ',')} {product.Unit}" : product.Unit,
            isPack ? $"{Shown(product.UnitPrice, store)} /{product.Unit}" : null, CodeOnShelf(product), product.Sku, Today);
    }

    /// <summary>The code that was asked for when it is a GTIN, else the product's own for one piece, else its SKU.</summary>
    string CodeOnShelf(SellableProduct product) =>
        Gtin.IsValid(product.Code) ? product.Code : Catalogue.CodeOfOne(product.ProductId) ?? product.Sku;

    static string Shown(Money money, StoreItem store) => $"{(store.Currency == "IDR" ? "Rp" : store.Currency)} {money.Grouped(store.Decimals)}";
}
