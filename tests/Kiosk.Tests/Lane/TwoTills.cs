using System.Security.Cryptography;
using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.Paper;
using Sasuai.Sales;
using Sasuai.Sync;
using Sasuai.Tests.Devices;

namespace Sasuai.Tests.Lanes;

/// <summary>Till 2 sells on paper of 58 mm, and till 3 of the same store has nothing of it but the paper. No network is between them.</summary>
sealed class TwoTills : IDisposable
{
    readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public TwoTills(long? cap = 50_000)
    {
        Seller = new TestTill(columns: 32, key: key).Ready();
        Other = new TestTill(number: 3);
        var rules = new CounterRules(OfflineRefundCap: cap is { } most ? new(most) : null);
        Seller.PullRules(rules);
        Other.PullRules(rules);
        PullKey();
    }

    public TestTill Seller { get; }
    public TestTill Other { get; }

    /// <summary>The store's feed tells the other till the seller's key.</summary>
    public void PullKey(bool revoked = false, int epoch = 1) => Other.Pull(TestTill.StoreFeed, (FeedKinds.tillKey, $"{TestTill.Terminal}:{epoch}",
        TestTill.Json(new(TestTill.Terminal, 2, epoch, Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()), revoked), WireJson.Default.TillKeyItem)));

    /// <summary>What a reader of barcodes sees on the newest receipt of the seller.</summary>
    public string Paper()
    {
        var bytes = Seller.Database.Read(db => db.One("select bytes from print_job where kind = 'receipt' order by job_id desc", row => (byte[])row[0]))!;
        return CodesOnPaper.Read(PaperPicture.Png(bytes, 32)).Single(code => code.StartsWith("QR-Code:", StringComparison.Ordinal))["QR-Code:".Length..];
    }

    /// <summary>Three coffees and a bread, and what is on the paper.</summary>
    public (SaleCompleted Sale, string Code) Sold()
    {
        Seller.Lane.Scan("3*" + TestTill.Kopi);
        Seller.Lane.AttachMember(TestTill.Card);
        var sale = Seller.Sell(TestTill.Roti).Sale;
        return (sale, Paper());
    }

    public void Dispose()
    {
        Seller.Dispose();
        Other.Dispose();
        key.Dispose();
    }
}
