using System.Text.Json.Serialization;
using Sasuai.Loyalty;
using Sasuai.Messages;
using Sasuai.Sales;
using Sasuai.Staff;
using Sasuai.Tills;

namespace Sasuai.Sync;

/// <summary>The JSON of everything that crosses between kiosk and cloud, generated at build time so that a native kiosk needs no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(SaleCompleted))]
[JsonSerializable(typeof(SaleRefunded))]
[JsonSerializable(typeof(LineVoided))]
[JsonSerializable(typeof(BasketVoided))]
[JsonSerializable(typeof(TillSessionOpened))]
[JsonSerializable(typeof(TillSessionClosed))]
[JsonSerializable(typeof(DiscountGiven))]
[JsonSerializable(typeof(SaleParked))]
[JsonSerializable(typeof(SaleRecalled))]
[JsonSerializable(typeof(ReceiptReprinted))]
[JsonSerializable(typeof(TenderSettled))]
[JsonSerializable(typeof(TenderWithdrawn))]
[JsonSerializable(typeof(CashMoved))]
[JsonSerializable(typeof(DrawerOpened))]
[JsonSerializable(typeof(DrawerCounted))]
[JsonSerializable(typeof(ApprovalGiven))]
[JsonSerializable(typeof(TrainingHeld))]
[JsonSerializable(typeof(MemberEnrolled))]
[JsonSerializable(typeof(MemberChanged))]
[JsonSerializable(typeof(PointsAsked))]
[JsonSerializable(typeof(PointsReleased))]
[JsonSerializable(typeof(PointsAllowanceItem))]
[JsonSerializable(typeof(RewardClaimed))]
[JsonSerializable(typeof(RewardClaimCancelled))]
[JsonSerializable(typeof(Basket))]
[JsonSerializable(typeof(BasketLine))]
[JsonSerializable(typeof(UnknownCode))]
[JsonSerializable(typeof(ChangeBatch))]
[JsonSerializable(typeof(PushReply))]
[JsonSerializable(typeof(RescuedPush))]
[JsonSerializable(typeof(FeedPositions))]
[JsonSerializable(typeof(FeedPage))]
[JsonSerializable(typeof(StoreItem))]
[JsonSerializable(typeof(CounterRules))]
[JsonSerializable(typeof(StaffItem))]
[JsonSerializable(typeof(ProductItem))]
[JsonSerializable(typeof(PriceItem))]
[JsonSerializable(typeof(MemberItem))]
[JsonSerializable(typeof(TerminalItem))]
[JsonSerializable(typeof(TillKeyItem))]
[JsonSerializable(typeof(PromotionItem))]
[JsonSerializable(typeof(TierItem))]
[JsonSerializable(typeof(TaxItem))]
[JsonSerializable(typeof(RewardItem))]
[JsonSerializable(typeof(EnrolTerminal))]
[JsonSerializable(typeof(TerminalEnrolled))]
[JsonSerializable(typeof(TierReached))]
[JsonSerializable(typeof(ImportChain))]
[JsonSerializable(typeof(ChainImported))]
[JsonSerializable(typeof(ImportCatalogue))]
[JsonSerializable(typeof(ImportMembers))]
[JsonSerializable(typeof(Imported))]
[JsonSerializable(typeof(SignIn))]
[JsonSerializable(typeof(SignedIn))]
[JsonSerializable(typeof(SalesTotals))]
public sealed partial class WireJson : JsonSerializerContext;
