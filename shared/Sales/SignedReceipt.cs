using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Sasuai.Codes;

namespace Sasuai.Sales;

/// <summary>
/// A sale as the QR code of its receipt holds it, signed with the key of the terminal that sold (ECDSA P-256 with SHA-256, FIPS 186-5), so that
/// another till of the store can take goods back without asking anybody. Names come from the reader's own catalogue. The text is
/// <see cref="prefix"/> and base 32 of the sale and, in the last 64 bytes, the signature over all before them.
/// </summary>
public sealed class SignedReceipt
{
    public const string prefix = "SR1";

    /// <summary>Longest text in characters: a QR code of it in bytes, 117 modules at correction L, is 351 dots wide at three dots a module and fits paper of 58 mm (384).</summary>
    public const int maxLength = 1_248;

    const int signatureLength = 64, maxLines = 200, maxTenders = 20, maxTaxes = 20, maxText = 64;

    readonly byte[] bytes;
    readonly ReceiptReader body;

    SignedReceipt(byte[] bytes, ReceiptReader body, ReceiptNumber number) => (this.bytes, this.body, Number) = (bytes, body, number);

    /// <summary>Of the sale, as it says itself; nothing is checked yet.</summary>
    public ReceiptNumber Number { get; }

    /// <summary>The text for the QR code; null for a sale that is too long for it, or is not certainly paid.</summary>
    public static string? Write(SaleCompleted sale, ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(sale);
        ArgumentNullException.ThrowIfNull(key);
        if (sale.Tenders.Any(tender => tender.State != TenderState.Confirmed)) return null;
        var taxes = sale.Lines.Select(TaxOf).Distinct().ToList();
        if (sale.Lines.Count > maxLines || sale.Tenders.Count > maxTenders || taxes.Count > maxTaxes || sale.Tenders.Any(tender => tender.Reference?.Length > maxText)) return null;
        var written = new ReceiptWriter().Text(sale.ReceiptNumber.ToString()).Id(sale.SaleId.Value).Number(sale.CompletedAt.ToUnixTimeMilliseconds()).Number(sale.BusinessDate.DayNumber);
        written.Id(sale.MemberId?.Value ?? Guid.Empty).Number(sale.Points).Number(sale.PointsSpent).Number(sale.Rounding.Units).Number(sale.Tenders.Count);
        foreach (var tender in sale.Tenders) written.Number((int)tender.Kind).Number(tender.Amount.Units).Number(tender.Given.Units).Text(tender.Reference ?? "");
        written.Number(taxes.Count);
        foreach (var tax in taxes) written.Text(tax.Code).Number(tax.Rate).Number(tax.Over).Number(tax.Under);
        written.Number(sale.Lines.Count);
        foreach (var line in sale.Lines)
            written.Number(line.Number).Id(line.ProductId.Value).Number(line.Quantity.Thousandths).Number(line.UnitPrice.Units).Number(line.PriceVersion).Number(line.Gross.Units)
                .Number(line.Discount.Units).Number(line.ManualDiscount.Units).Number(taxes.IndexOf(TaxOf(line))).Number(line.Tax.Units).Number(line.TaxOnTop.Units);
        var signed = written.ToArray();
        var text = prefix + Base32.Encode([.. signed, .. key.SignData(signed, HashAlgorithmName.SHA256)]);
        return text.Length <= maxLength ? text : null;
    }

    /// <summary>False for a text that is no signed receipt, or a piece of one.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out SignedReceipt? receipt)
    {
        ArgumentNullException.ThrowIfNull(text);
        receipt = null;
        if (!IsOne(text) || !Base32.TryDecode(text.AsSpan(prefix.Length), out var all) || all.Length <= signatureLength) return false;
        try
        {
            var sale = new ReceiptReader(all.AsMemory(0, all.Length - signatureLength));
            if (!ReceiptNumber.TryParse(sale.Text(maxText), out var number)) return false;
            receipt = new(all, sale, number);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>Whether the text says that it is a signed receipt: no product's code is so long.</summary>
    public static bool IsOne(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > ProductCode.maxLength && text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
    }

    /// <param name="publicKey">SubjectPublicKeyInfo, base64. One that cannot be read has signed nothing.</param>
    public bool IsSignedBy(string publicKey)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey), out _);
        }
        catch (Exception unreadable) when (unreadable is FormatException or CryptographicException)
        {
            return false;
        }
        return key.VerifyData(bytes.AsSpan(..^signatureLength), bytes.AsSpan(^signatureLength..), HashAlgorithmName.SHA256);
    }

    /// <summary>
    /// The sale, without what nobody needs to take goods back: its cashier, its till session, which offers made the discount. Ask once, and only after
    /// <see cref="IsSignedBy"/>. Null when a product is not known here, or a later program wrote it in another way.
    /// </summary>
    public SaleCompleted? Open(Func<ProductId, ReceiptProduct?> product)
    {
        ArgumentNullException.ThrowIfNull(product);
        try
        {
            return Read(product);
        }
        catch (Exception unreadable) when (unreadable is FormatException or ArgumentOutOfRangeException or OverflowException)
        {
            return null;
        }
    }

    SaleCompleted? Read(Func<ProductId, ReceiptProduct?> product)
    {
        var (id, at, date) = (new SaleId(body.Id()), DateTimeOffset.FromUnixTimeMilliseconds(body.Number()), DateOnly.FromDayNumber((int)body.Number()));
        var member = body.Id() is var of && of == Guid.Empty ? (MemberId?)null : new(of);
        var (points, spent, rounding) = (body.Number(), body.Number(), new Money(body.Number()));
        Tender[] tenders = [.. Each(maxTenders, Tender)];
        Tax[] taxes = [.. Each(maxTaxes, () => new Tax(body.Text(maxText), (int)body.Number(), (int)body.Number(), (int)body.Number()))];
        SoldLine?[] lines = [.. Each(maxLines, () => Line(taxes, product))];
        if (lines.Contains(null) || !body.IsAtEnd) return null;
        Money Sum(Func<SoldLine, Money> part) => lines.Aggregate(Money.Zero, (sum, line) => sum + part(line!));
        var (gross, discount, onTop) = (Sum(line => line.Gross), Sum(line => line.Discount), Sum(line => line.TaxOnTop));
        var total = gross - discount + onTop;
        var change = tenders.Aggregate(Money.Zero, (sum, tender) => sum + tender.Change);
        return new(id, Number, default, default, member, date, at, lines!, tenders, gross, discount, total, Sum(line => line.Tax), rounding, total + rounding, change, points, [], onTop, spent);
    }

    Tender Tender() => new((TenderKind)body.Count((int)TenderKind.Exchange), new(body.Number()), new(body.Number()), body.Text(maxText) is { Length: > 0 } reference ? reference : null);

    SoldLine? Line(Tax[] taxes, Func<ProductId, ReceiptProduct?> product)
    {
        var (number, id, quantity, price, version) = ((int)body.Number(), new ProductId(body.Id()), new Quantity(body.Number()), new Money(body.Number()), body.Number());
        var (gross, discount, byHand, tax) = (new Money(body.Number()), new Money(body.Number()), new Money(body.Number()), taxes[body.Count(taxes.Length - 1)]);
        var (taxed, onTop) = (new Money(body.Number()), new Money(body.Number()));
        return product(id) is not { } item ? null
            : new(number, id, item.Code, item.Name, item.Category, item.Unit, quantity, price, version, gross, discount, null, gross - discount, tax.Code, tax.Rate, tax.Over, tax.Under, taxed, onTop, null, byHand, item.Brand);
    }

    IEnumerable<T> Each<T>(int most, Func<T> read)
    {
        for (var left = body.Count(most); left > 0; left--) yield return read();
    }

    static Tax TaxOf(SoldLine line) => new(line.TaxCode, line.TaxRateBasisPoints, line.TaxBaseNumerator, line.TaxBaseDenominator);

    readonly record struct Tax(string Code, int Rate, int Over, int Under);
}
