using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.LocalData;

namespace Sasuai.Tests;

/// <summary>SYNC 1.4, trap 9: a disk without room refuses the sale and says so; nothing of it is there, and with room again it goes on where it stood.</summary>
public sealed class DiskFullTests : IDisposable
{
    const int salesMax = 500;

    readonly TestTill shop = new();

    /// <summary>Not one page more for the file, or as many as there may be.</summary>
    void Fill(bool full) => shop.Database.Write(db => db.Number($"pragma max_page_count = {(full ? db.Number("pragma page_count") : 1L << 30)}"));

    [Fact]
    public void A_sale_on_a_full_disk_is_refused_whole_and_can_be_paid_when_there_is_room()
    {
        var console = new LaneConsole(shop.Ready().Lane);
        Fill(full: true);
        var sold = 0;
        string answer;
        do
        {
            console.Answer($"scan {TestTill.Kopi}");
            answer = console.Answer("pay 50000");
        }
        while (answer.Contains("\"ok\":true", StringComparison.Ordinal) && ++sold < salesMax);

        answer.ShouldContain("\"code\":\"disk-full\"");
        (shop.Lane.Receipts(salesMax).Count, shop.Lane.State.Basket.Lines.Count).ShouldBe((sold, 1));

        Fill(full: false);
        console.Answer("pay 50000").ShouldContain("\"ok\":true");
        // No number was spent on what was not sold.
        shop.Lane.Receipts(1)[0].ReceiptNumber.Sequence.ShouldBe(sold + 1);
        shop.Database.Read(db => db.Number("select count(*) from change where type = 'sale-completed'")).ShouldBe(sold + 1);
    }

    [Fact]
    public void Only_a_full_disk_is_told_as_one()
    {
        shop.Ready();
        Fill(full: true);
        LocalDatabase.IsFull(Should.Throw<Exception>(() => { for (var i = 0; i < salesMax; i++) shop.Sell(); })).ShouldBeTrue();
        LocalDatabase.IsFull(new InvalidOperationException()).ShouldBeFalse();
    }

    public void Dispose() => shop.Dispose();
}
