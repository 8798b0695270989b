namespace Sasuai;

/// <summary>Every "no" of the shared rules, in one place, so that screens can translate each by its code.</summary>
public static class Refusals
{
    public static Refusal BasketEmpty() => new("basket-empty", "There is nothing in the basket.");
    public static Refusal QuantityNotPositive() => new("quantity-not-positive", "The quantity must be above 0.", "quantity");
    public static Refusal QuantityTooLarge(Quantity limit) => new("quantity-too-large", $"The quantity is above {limit}.", "quantity");
    public static Refusal NoSuchLine(int number) => new("no-such-line", $"There is no line {number}.", "line");
    public static Refusal NoPrice(string name) => new("no-price", $"{name} has no price at this store today.", "price");
    public static Refusal TenderTooSmall(Money missing) => new("tender-too-small", $"{missing.Grouped()} is still to be paid.", "tender");
    public static Refusal TenderTooLarge() => new("tender-too-large", "Only cash may be more than what is due.", "tender");
    public static Refusal TenderNotPositive() => new("tender-not-positive", "The amount must be above 0.", "tender");
    public static Refusal TillSessionClosed() => new("till-session-closed", "No till session is open.", "tillSession");
    public static Refusal FloatNegative() => new("float-negative", "The float is below 0.", "float");
    public static Refusal CountNegative() => new("count-negative", "The counted cash is below 0.", "counted");
    public static Refusal CountFirst() => new("count-first", "Count the drawer first.", "counted");
    public static Refusal CountAgain() => new("count-again", "The count does not fit: count once more.", "counted");
    public static Refusal CountStands() => new("count-stands", "The drawer was counted twice; the difference needs an approval.", "counted");
    public static Refusal CashNotPositive() => new("cash-not-positive", "The amount must be above 0.", "amount");
    public static Refusal BasketOpen() => new("basket-open", "Finish or void the open sale first.", "basket");
    public static Refusal ApprovalNeeded(Staff.Right right) => new("approval-needed", $"This needs an approval: {right}.", "approval");
    public static Refusal QrisUnreadable(string why) => new("qris-unreadable", $"This is no QRIS payment: {why}.", "qris");
    public static Refusal TenderReferenceMissing() => new("tender-reference-missing", "This payment needs a reference.", "reference");
    public static Refusal TenderNeedsMember() => new("tender-needs-member", "This payment needs a member.", "tender");
    public static Refusal TenderBeyond(Money left) => new("tender-beyond", $"The member has {left.Grouped()} for this at the most.", "tender");
    public static Refusal TenderNotCertain() => new("tender-not-certain", "Only QRIS, bank transfer and e-wallet may be unknown.", "tender");
    public static Refusal PointsNotWhole(Money worth) => new("points-not-whole", $"A point pays {worth.Grouped()}: the amount must be a multiple of it.", "tender");
    public static Refusal RefundExceedsSale(string name, Quantity left) => new("refund-exceeds-sale", $"Of {name} only {left} can still come back.", "quantity");
    public static Refusal RefundBegun() => new("refund-begun", "A part of this sale came back already: refund the rest by line.", "sale");
    public static Refusal OtherTillSession() => new("other-till-session", "This sale is of another till session: refund it.", "sale");
    public static Refusal TenderUnsettled() => new("tender-unsettled", "A payment of this sale is not certain yet: settle it first.", "tender");
    public static Refusal TenderNotOffered() => new("tender-not-offered", "Goods that come back pay by themselves: hold them with the basket.", "tender");
    public static Refusal RefundNotBy(Sales.TenderKind kind) => new("refund-not-by", $"Money does not go back as {kind}.", "tender");
    public static Refusal ExchangeStays() => new("exchange-stays", "Goods came back with this sale, so it cannot be cancelled: refund it by line.", "sale");
    public static Refusal ReturnHeld() => new("return-held", "Goods already come back with this basket.", "return");
    public static Refusal PriceNegative() => new("price-negative", "A price is 0 or more.", "price");
    public static Refusal DiscountWrong() => new("discount-wrong", "A discount is up to 100 % or an amount above 0.", "discount");
    public static Refusal PromotionWrong(string field, string sentence) => new("promotion-wrong", sentence, field);
    public static Refusal MemberNameMissing() => new("member-name-missing", $"A member has a name, of {Loyalty.Enrolment.nameMaxLength} letters at the most.", "name");
    public static Refusal MemberUnchanged() => new("member-unchanged", "Nothing of the member would be another than before.", "member");
    public static Refusal EntryNotReadable(string text) => new("entry-not-readable", $"'{text}' is neither a tag, of {Loyalty.ProfileEntry.tagMaxLength} characters at the most, nor a mobile number.", "entries");
    public static Refusal EntryUnknown(string value) => new("entry-unknown", $"The member has no {value}.", "entries");
    public static Refusal MemberCardWrong() => new("member-card-wrong", $"A card has no blanks, and {Loyalty.Enrolment.cardMaxLength} characters at the most.", "card");
    public static Refusal MemberUnreachable() => new("member-unreachable", "A member has a phone number or a card.", "phone");
    public static Refusal PointsTooFew(long missing) => new("points-too-few", $"{new Money(missing).Grouped()} more points are needed.", "points");
    public static Refusal RewardOver(string name) => new("reward-over", $"{name} is not given any more.", "reward");
    public static Refusal RewardGone(string name) => new("reward-gone", $"None of {name} is left.", "reward");
    public static Refusal RewardTooGreat(Money lost) => new("reward-too-great", $"The goods cost too little: {lost.Grouped()} of the reward would be lost.", "reward");
    public static Refusal RewardLine() => new("reward-line", "This line is a reward: give the reward back instead.", "line");
    public static Refusal PhoneNotReadable(string text) => new("phone-not-readable", $"'{text}' is not an Indonesian mobile number.", "phone");
}
