using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sasuai.Loyalty;
using Sasuai.Sales;
using Sasuai.Staff;
using Sasuai.Tills;

namespace Sasuai.Sync;

/// <summary>The names and versions of all facts that travel. A shipped pair never changes its meaning; a new shape is a new version.</summary>
public static class FactTypes
{
    public const string saleCompleted = "sale-completed";
    public const string saleRefunded = "sale-refunded";
    public const string lineVoided = "line-voided";
    public const string basketVoided = "basket-voided";
    public const string tillSessionOpened = "till-session-opened";
    public const string tillSessionClosed = "till-session-closed";
    public const string discountGiven = "discount-given";
    public const string saleParked = "sale-parked";
    public const string saleRecalled = "sale-recalled";
    public const string receiptReprinted = "receipt-reprinted";
    public const string tenderSettled = "tender-settled";
    public const string tenderWithdrawn = "tender-withdrawn";
    public const string cashMoved = "cash-moved";
    public const string drawerOpened = "drawer-opened";
    public const string drawerCounted = "drawer-counted";
    public const string approvalGiven = "approval-given";
    public const string trainingHeld = "training-held";
    public const string memberEnrolled = "member-enrolled";
    public const string memberChanged = "member-changed";
    public const string pointsAsked = "points-asked";
    public const string pointsReleased = "points-released";
    public const string allowanceAsked = "allowance-asked";
    public const string allowanceReleased = "allowance-released";
    public const string rewardClaimed = "reward-claimed";
    public const string rewardClaimCancelled = "reward-claim-cancelled";

    public static (string Type, int Version, string Payload) Write(object fact) => fact switch
    {
        SaleCompleted sale => (saleCompleted, 1, Text(sale, WireJson.Default.SaleCompleted)),
        SaleRefunded refund => (saleRefunded, 1, Text(refund, WireJson.Default.SaleRefunded)),
        LineVoided voided => (lineVoided, 1, Text(voided, WireJson.Default.LineVoided)),
        BasketVoided voided => (basketVoided, 1, Text(voided, WireJson.Default.BasketVoided)),
        TillSessionOpened opened => (tillSessionOpened, 1, Text(opened, WireJson.Default.TillSessionOpened)),
        TillSessionClosed closed => (tillSessionClosed, 1, Text(closed, WireJson.Default.TillSessionClosed)),
        DiscountGiven told => (discountGiven, 1, Text(told, WireJson.Default.DiscountGiven)),
        SaleParked told => (saleParked, 1, Text(told, WireJson.Default.SaleParked)),
        SaleRecalled told => (saleRecalled, 1, Text(told, WireJson.Default.SaleRecalled)),
        ReceiptReprinted told => (receiptReprinted, 1, Text(told, WireJson.Default.ReceiptReprinted)),
        TenderSettled told => (tenderSettled, 1, Text(told, WireJson.Default.TenderSettled)),
        TenderWithdrawn told => (tenderWithdrawn, 1, Text(told, WireJson.Default.TenderWithdrawn)),
        CashMoved told => (cashMoved, 1, Text(told, WireJson.Default.CashMoved)),
        DrawerOpened told => (drawerOpened, 1, Text(told, WireJson.Default.DrawerOpened)),
        DrawerCounted told => (drawerCounted, 1, Text(told, WireJson.Default.DrawerCounted)),
        ApprovalGiven told => (approvalGiven, 1, Text(told, WireJson.Default.ApprovalGiven)),
        TrainingHeld told => (trainingHeld, 1, Text(told, WireJson.Default.TrainingHeld)),
        MemberEnrolled told => (memberEnrolled, 1, Text(told, WireJson.Default.MemberEnrolled)),
        MemberChanged told => (memberChanged, 1, Text(told, WireJson.Default.MemberChanged)),
        PointsAsked told => (pointsAsked, 1, Text(told, WireJson.Default.PointsAsked)),
        PointsReleased told => (pointsReleased, 1, Text(told, WireJson.Default.PointsReleased)),
        AllowanceAsked told => (allowanceAsked, 1, Text(told, WireJson.Default.AllowanceAsked)),
        AllowanceReleased told => (allowanceReleased, 1, Text(told, WireJson.Default.AllowanceReleased)),
        RewardClaimed told => (rewardClaimed, 1, Text(told, WireJson.Default.RewardClaimed)),
        RewardClaimCancelled told => (rewardClaimCancelled, 1, Text(told, WireJson.Default.RewardClaimCancelled)),
        _ => throw new ArgumentException($"{fact.GetType().Name} is not a fact that travels.", nameof(fact))
    };

    /// <summary>The fact, or null for a type or version this program does not know. A damaged payload throws <see cref="JsonException"/>.</summary>
    public static object? Read(string type, int version, string payload) => (type, version) switch
    {
        (saleCompleted, 1) => Fact(payload, WireJson.Default.SaleCompleted),
        (saleRefunded, 1) => Fact(payload, WireJson.Default.SaleRefunded),
        (lineVoided, 1) => Fact(payload, WireJson.Default.LineVoided),
        (basketVoided, 1) => Fact(payload, WireJson.Default.BasketVoided),
        (tillSessionOpened, 1) => Fact(payload, WireJson.Default.TillSessionOpened),
        (tillSessionClosed, 1) => Fact(payload, WireJson.Default.TillSessionClosed),
        (discountGiven, 1) => Fact(payload, WireJson.Default.DiscountGiven),
        (saleParked, 1) => Fact(payload, WireJson.Default.SaleParked),
        (saleRecalled, 1) => Fact(payload, WireJson.Default.SaleRecalled),
        (receiptReprinted, 1) => Fact(payload, WireJson.Default.ReceiptReprinted),
        (tenderSettled, 1) => Fact(payload, WireJson.Default.TenderSettled),
        (tenderWithdrawn, 1) => Fact(payload, WireJson.Default.TenderWithdrawn),
        (cashMoved, 1) => Fact(payload, WireJson.Default.CashMoved),
        (drawerOpened, 1) => Fact(payload, WireJson.Default.DrawerOpened),
        (drawerCounted, 1) => Fact(payload, WireJson.Default.DrawerCounted),
        (approvalGiven, 1) => Fact(payload, WireJson.Default.ApprovalGiven),
        (trainingHeld, 1) => Fact(payload, WireJson.Default.TrainingHeld),
        (memberEnrolled, 1) => Fact(payload, WireJson.Default.MemberEnrolled),
        (memberChanged, 1) => Fact(payload, WireJson.Default.MemberChanged),
        (pointsAsked, 1) => Fact(payload, WireJson.Default.PointsAsked),
        (pointsReleased, 1) => Fact(payload, WireJson.Default.PointsReleased),
        (allowanceAsked, 1) => Fact(payload, WireJson.Default.AllowanceAsked),
        (allowanceReleased, 1) => Fact(payload, WireJson.Default.AllowanceReleased),
        (rewardClaimed, 1) => Fact(payload, WireJson.Default.RewardClaimed),
        (rewardClaimCancelled, 1) => Fact(payload, WireJson.Default.RewardClaimCancelled),
        _ => null
    };

    static string Text<T>(T fact, JsonTypeInfo<T> shape) => JsonSerializer.Serialize(fact, shape);

    static T Fact<T>(string payload, JsonTypeInfo<T> shape) =>
        JsonSerializer.Deserialize(payload, shape) ?? throw new JsonException("The payload is null.");
}
