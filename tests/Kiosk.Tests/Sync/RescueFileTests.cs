using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sasuai.Kiosk.Sync;
using Sasuai.Sync;

namespace Sasuai.Tests;

/// <summary>What a till could not send is written to a file, whole and signed, and the till goes on as if nothing had been.</summary>
public sealed class RescueFileTests
{
    [Fact]
    public void Every_unsent_fact_is_in_the_file_in_its_order_and_nothing_is_marked_as_sent()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var shop = new TestTill().Ready();
        for (var sale = 0; sale < ChangeBatch.maxChanges + 20; sale++) shop.Lane.MoveCashOrSell(sale);
        var unsent = shop.Changes.Unsent.Facts;

        using var file = new StringWriter();
        RescueFile.Write(shop.Changes, key, shop.Time, file).ShouldBe(unsent);

        var lines = file.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        var (sequence, hash) = (0L, "");
        foreach (var push in lines.Select(line => JsonSerializer.Deserialize(line, WireJson.Default.RescuedPush)!))
        {
            TerminalSignature.Verify(key, "POST", RescuedPush.path, push.Clock, Encoding.UTF8.GetBytes(push.Body), push.Signature).ShouldBeTrue();
            var batch = JsonSerializer.Deserialize(push.Body, WireJson.Default.ChangeBatch)!;
            (batch.FirstSequence, push.TerminalId).ShouldBe((sequence + 1, TestTill.Terminal));
            if (sequence > 0) batch.PreviousHash.ShouldBe(hash);
            (sequence, hash) = (batch.Changes[^1].Sequence, batch.Changes.Aggregate(batch.PreviousHash, HashChain.Next));
        }
        sequence.ShouldBe(unsent);
        shop.Changes.Unsent.Facts.ShouldBe(unsent);
    }
}

static class Selling
{
    /// <summary>The cheapest fact there is, and a sale now and then.</summary>
    public static void MoveCashOrSell(this Sasuai.Kiosk.Lanes.Lane lane, int number)
    {
        lane.Scan(TestTill.Kopi);
        if (number % 50 == 0) lane.PayCash(new(15_000)).Refusal.ShouldBeNull();
        else lane.VoidBasket("tidak jadi").Refusal.ShouldBeNull();
    }
}
