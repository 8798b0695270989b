using Sasuai.Loyalty;
using Sasuai.Sales;
using Sasuai.Staff;
using Sasuai.Sync;
using Sasuai.Tills;

namespace Sasuai.Tests.Sync;

/// <summary>What happens at a counter travels, and what was written by an earlier program is still read.</summary>
public sealed class CounterFactsTests
{
    static readonly StaffId cashier = new(Guid.CreateVersion7()), manager = new(Guid.CreateVersion7());
    static readonly TillSessionId session = new(Guid.CreateVersion7());
    static readonly SaleId sale = new(Guid.CreateVersion7());
    static readonly ReceiptNumber number = new("JKT01", 2, 1, 123);
    static readonly ApprovalId approval = new(Guid.CreateVersion7());

    static readonly object[] facts =
    [
        new DiscountGiven(sale, 3, "Kopi", new(1_500), null, cashier, A.Today, "kemasan penyok", approval),
        new SaleParked(sale, 4, new(62_000), cashier, A.Today, "ibu baju merah"),
        new SaleRecalled(sale, cashier, A.Today),
        new ReceiptReprinted(sale.Value, number, ReprintKind.Gift, 1, cashier, A.Today, "hadiah"),
        new TenderSettled(sale, 0, TenderKind.Qris, new(15_500), TenderState.Confirmed, "RRN 4711", cashier, A.Today, "mutasi bank"),
        new TenderWithdrawn(sale, TenderKind.Card, new(5_000), "APPR 1", cashier, A.Today, "kartu salah"),
        new CashMoved(new(Guid.CreateVersion7()), session, CashMovementKind.SafeDrop, new(1_000_000), cashier, A.Today, "setor"),
        new DrawerOpened(session, cashier, A.Today, "tukar uang", approval),
        new DrawerCounted(session, 1, new(250_000), [new(new(100_000), 2), new(new(50_000), 1)], cashier, A.Today),
        new ApprovalGiven(approval, Right.NoSale, session.Value, Money.Zero, cashier, manager, ApprovalWay.Challenge, A.Today, "tukar uang"),
        new TrainingHeld(cashier, A.Today, A.Today.AddMinutes(30), 5),
        new MemberEnrolled(new(Guid.CreateVersion7()), "Sari", "+6281234567890", null, MayBeTold: true, cashier, A.Today),
        new MemberChanged(new(Guid.CreateVersion7()), cashier, A.Today, "Sari Dewi"),
        new MemberEnrolled(new(Guid.CreateVersion7()), "Wati", null, "MBR-1", MayBeTold: true, cashier, A.Today, "en", ConsentWay.Signed),
        new RewardClaimed(new(Guid.CreateVersion7()), new(Guid.CreateVersion7()), new(Guid.CreateVersion7()), sale, 100, cashier, A.Today),
        new RewardClaimCancelled(new(Guid.CreateVersion7()), new(Guid.CreateVersion7()), new(Guid.CreateVersion7()), 100, cashier, A.Today, "salah ambil"),
    ];

    [Fact]
    public void Every_fact_of_the_counter_arrives_as_it_left()
    {
        foreach (var fact in facts)
        {
            var (type, version, payload) = FactTypes.Write(fact);

            var read = FactTypes.Read(type, version, payload).ShouldNotBeNull();

            read.GetType().ShouldBe(fact.GetType());
            FactTypes.Write(read).Payload.ShouldBe(payload);
        }
    }

    [Fact]
    public void A_sale_of_an_earlier_program_is_read_with_nothing_on_top()
    {
        const string payload = """
            {"saleId":"01980000-0000-7000-8000-000000000001","receiptNumber":"JKT01-02-1-000001","tillSessionId":"01980000-0000-7000-8000-000000000002","cashierId":"01980000-0000-7000-8000-000000000003",
            "businessDate":"2026-05-04","completedAt":"2026-05-04T10:00:00+07:00","lines":[{"number":1,"productId":"01980000-0000-7000-8000-000000000004","code":"1","name":"Kopi","category":"x","unit":"pcs",
            "quantity":1,"unitPrice":15500,"priceVersion":1,"gross":15500,"discount":0,"net":15500,"taxCode":"PPN","taxRateBasisPoints":1200,"taxBaseNumerator":11,"taxBaseDenominator":12,"tax":1536}],
            "tenders":[{"kind":"Cash","amount":15500,"given":20000}],"gross":15500,"discount":0,"total":15500,"tax":1536,"rounding":0,"due":15500,"change":4500,"points":0,"unknownCodes":[]}
            """;

        var read = FactTypes.Read("sale-completed", 1, payload).ShouldBeOfType<SaleCompleted>();

        read.TaxOnTop.ShouldBe(Money.Zero);
        read.PointsSpent.ShouldBe(0);
        read.Tenders.ShouldHaveSingleItem().State.ShouldBe(TenderState.Confirmed);
        read.Lines.ShouldHaveSingleItem().Offers.ShouldBeNull();
    }

    [Theory]
    [InlineData(Role.Cashier, Right.VoidLine, 0, 0, true)]
    [InlineData(Role.Cashier, Right.Discount, 0, 500, true)]
    [InlineData(Role.Cashier, Right.Discount, 0, 501, false)]
    [InlineData(Role.Cashier, Right.CashOut, 10_000, 0, false)]
    [InlineData(Role.Cashier, Right.Refund, 10_000, 0, false)]
    [InlineData(Role.Manager, Right.Refund, 10_000_000, 0, true)]
    [InlineData(Role.Owner, Right.Discount, 0, 10_000, true)]
    public void Cashiers_do_what_happens_every_hour_and_managers_everything(Role role, Right right, long amount, int basisPoints, bool may) =>
        (Rights.Refused(null, role, right, new(amount), basisPoints) is null).ShouldBe(may);

    [Fact]
    public void A_store_sets_its_own_limits()
    {
        RoleRights[] table = [new(Role.Cashier, [new(Right.Refund, UpTo: new(100_000))])];

        Rights.Refused(table, Role.Cashier, Right.Refund, new(100_000)).ShouldBeNull();
        Rights.Refused(table, Role.Cashier, Right.Refund, new(100_001)).ShouldNotBeNull().Code.ShouldBe("approval-needed");
        Rights.Refused(table, Role.Cashier, Right.VoidLine, Money.Zero).ShouldNotBeNull();
        Rights.Refused(table, Role.Manager, Right.VoidLine, Money.Zero).ShouldBeNull();
    }
}
