using System.Security.Cryptography;
using System.Text.Json;
using CsCheck;
using Sasuai.Pricing;
using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Tests.Sync;

public sealed class WireTests
{
    static SaleCompleted Sale()
    {
        var basket = A.Basket((A.Product("Kopi \"Susu\" é", 15_500), 2)).Flag("X1");
        return Checkout.Complete(basket, BestOffer.Price(basket.Lines, [A.PercentOff(10)], A.Today), [(TenderKind.Cash, new(50_000), null)], new(100), new(new(1_000)), A.Till()).Value;
    }

    [Fact]
    public void A_sale_arrives_as_it_left()
    {
        var sale = Sale();
        var (type, version, payload) = FactTypes.Write(sale);

        var read = FactTypes.Read(type, version, payload).ShouldBeOfType<SaleCompleted>();

        FactTypes.Write(read).Payload.ShouldBe(payload);
        read.ReceiptNumber.ShouldBe(sale.ReceiptNumber);
        read.CompletedAt.ShouldBe(sale.CompletedAt);
        read.CompletedAt.Offset.ShouldBe(TimeSpan.FromHours(7));
    }

    [Fact]
    public void A_type_or_version_from_the_future_is_unknown_and_not_an_error()
    {
        FactTypes.Read("sale-completed", 99, "{}").ShouldBeNull();
        FactTypes.Read("teleported", 1, "{}").ShouldBeNull();
    }

    [Fact]
    public void A_damaged_payload_is_told_as_such() =>
        Should.Throw<JsonException>(() => FactTypes.Read("sale-completed", 1, "{\"saleId\":\"x\"}"));

    [Theory]
    [InlineData("JKT01-02-1-000123", true)]
    [InlineData("JKT01-02-1", false)]
    [InlineData("-02-1-1", false)]
    [InlineData("JKT01-02-1--5", false)]
    [InlineData(null, false)]
    public void A_receipt_number_reads_back_or_is_refused(string? text, bool readable)
    {
        ReceiptNumber.TryParse(text, out var number).ShouldBe(readable);
        if (readable) number.ToString().ShouldBe(text);
    }

    [Fact]
    public void Every_part_of_a_fact_is_under_the_hash()
    {
        var terminal = new TerminalId(Guid.CreateVersion7());
        var change = new Change(Guid.CreateVersion7(), 1, "sale-completed", 1, 42, "{}");
        var hash = HashChain.Next(HashChain.Genesis(terminal, 1), change);

        Change[] tampered = [change with { FactId = Guid.CreateVersion7() }, change with { Sequence = 2 }, change with { Type = "x" }, change with { Version = 2 }, change with { Clock = 43 }, change with { Payload = "{ }" }];
        foreach (var other in tampered) HashChain.Next(HashChain.Genesis(terminal, 1), other).ShouldNotBe(hash);
        HashChain.Next(HashChain.Genesis(terminal, 2), change).ShouldNotBe(hash);
    }

    [Fact]
    public void A_signature_holds_for_exactly_the_request_that_was_signed()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signature = TerminalSignature.Sign(key, "POST", "/sync/v1/push", 7, "body"u8);

        TerminalSignature.Verify(key, "POST", "/sync/v1/push", 7, "body"u8, signature).ShouldBeTrue();
        TerminalSignature.Verify(key, "GET", "/sync/v1/push", 7, "body"u8, signature).ShouldBeFalse();
        TerminalSignature.Verify(key, "POST", "/sync/v1/pull", 7, "body"u8, signature).ShouldBeFalse();
        TerminalSignature.Verify(key, "POST", "/sync/v1/push", 8, "body"u8, signature).ShouldBeFalse();
        TerminalSignature.Verify(key, "POST", "/sync/v1/push", 7, "bodY"u8, signature).ShouldBeFalse();
        TerminalSignature.Verify(other, "POST", "/sync/v1/push", 7, "body"u8, signature).ShouldBeFalse();
        TerminalSignature.Verify(key, "POST", "/sync/v1/push", 7, "body"u8, "not base64!").ShouldBeFalse();
    }

    sealed class Hands(DateTimeOffset start) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = start;
        public override DateTimeOffset GetUtcNow() => Now;
    }

    [Fact]
    public void The_hybrid_clock_never_goes_back_whatever_the_wall_does() =>
        Gen.Int[-3_600_000, 3_600_000].Array[1, 200].Sample(steps =>
        {
            var hands = new Hands(A.Today);
            var clock = new HybridClock(hands);
            var last = 0L;
            foreach (var step in steps)
            {
                hands.Now += TimeSpan.FromMilliseconds(step);
                var next = clock.Next();
                if (next <= last) return false;
                last = next;
            }
            return true;
        });

    [Fact]
    public void A_clock_far_ahead_is_not_absorbed_and_one_within_five_minutes_is()
    {
        var clock = new HybridClock(new Hands(A.Today));

        clock.Absorb(HybridClock.At(A.Today.AddMinutes(4))).ShouldBeTrue();
        clock.Next().ShouldBeGreaterThan(HybridClock.At(A.Today.AddMinutes(4)));
        clock.Absorb(HybridClock.At(A.Today.AddMinutes(6))).ShouldBeFalse();
        HybridClock.TimeOf(clock.Next()).ShouldBe(A.Today.AddMinutes(4).ToUniversalTime(), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void A_pin_matches_its_own_hash_only()
    {
        var kept = Staff.PinHash.Make("1234", new byte[16]);
        Staff.PinHash.Matches("1234", kept).ShouldBeTrue();
        Staff.PinHash.Matches("1235", kept).ShouldBeFalse();
        Staff.PinHash.Matches("1234", "").ShouldBeFalse();
    }
}
