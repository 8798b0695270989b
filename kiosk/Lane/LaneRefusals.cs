namespace Sasuai.Kiosk.Lanes;

/// <summary>Every "no" of the lane that the shared rules do not know; screens translate each by its code.</summary>
public static class LaneRefusals
{
    public static Refusal NotReady() => new("terminal-not-ready", "This terminal has not received its store yet.");
    public static Refusal SignInFirst() => new("sign-in-first", "Sign in first.");
    public static Refusal SignInWrong() => new("sign-in-wrong", "Number or PIN is not right.", "pin");
    public static Refusal SignInPaused(int seconds) => new("sign-in-paused", $"Too many wrong tries: wait {seconds} seconds.", "pin");
    public static Refusal TillSessionOpen() => new("till-session-open", "A till session is open already.", "tillSession");
    public static Refusal ReasonMissing() => new("reason-missing", "A reason is needed.", "reason");
    public static Refusal ProductUnknown() => new("product-unknown", "This product is not in the catalogue.", "product");
    public static Refusal MemberUnknown(string text) => new("member-unknown", $"Nobody has the phone or card '{text}'.", "member");
    public static Refusal MemberKnown(string name) => new("member-known", $"{name} has this phone or card: already a member.", "member");
    public static Refusal MemberBarred(string name) => new("member-barred", $"{name} is not admitted as a member: ask the office.", "member");
    public static Refusal CardIsItem(string card) => new("card-is-item", $"'{card}' is an item's code and no card.", "card");
    public static Refusal RewardUnknown() => new("reward-unknown", "This reward is not given here.", "reward");
    public static Refusal RewardNeedsMember() => new("reward-needs-member", "A reward is for a member: attach one first.", "member");
    /// <param name="asked">The cloud has not answered yet.</param>
    public static Refusal PointsNotHere(long left, bool asked) => asked
        ? new("points-not-answered", $"{new Money(left).Grouped()} points can be spent here now; the cloud was asked for more and has not answered.", "points")
        : new("points-not-here", $"{new Money(left).Grouped()} points can be spent here now; the others are held for another till, or not yet counted.", "points");
    /// <param name="answered">The cloud has told how much is free.</param>
    public static Refusal GiftCardNotHere(Money left, bool answered) => answered
        ? new("gift-card-not-enough", $"{left.Grouped()} of this gift card can be spent here now: that is all there is on it, or another till holds the rest.", "tender")
        : new("gift-card-not-answered", $"{left.Grouped()} of this gift card can be spent here now; the cloud was asked for it and has not answered. Try again in a moment.", "tender");
    public static Refusal RewardsTaken() => new("rewards-taken", "The member took a reward in this basket: give it back first.", "reward");
    public static Refusal NothingToUndo() => new("nothing-to-undo", "There is no voided line to bring back.", "line");
    public static Refusal CodeTooLong(int limit) => new("code-too-long", $"A code has {limit} characters at the most.", "code");
    public static Refusal PriceMissing(string name) => new("price-missing", $"{name} has no fixed price: it must be typed, above 0.", "price");
    public static Refusal PriceFixed(string name) => new("price-fixed", $"{name} has a fixed price.", "price");
    public static Refusal NothingToRepeat() => new("nothing-to-repeat", "The newest line cannot be repeated: scan it.", "line");
    public static Refusal LabelsWrong(int limit) => new("labels-wrong", $"From 1 to {limit} labels are printed at once.", "copies");
    public static Refusal NoQris() => new("no-qris", "This store is no QRIS merchant.", "tender");
    public static Refusal PaymentBegun() => new("payment-begun", "A part is paid already: give it back first.", "tender");
    public static Refusal ReceiptUnknown(Sales.ReceiptNumber number) => new("receipt-unknown", $"Receipt {number} is not of this till.", "receipt");
    public static Refusal ReceiptOfOtherStore(Sales.ReceiptNumber number) => new("other-store", $"Receipt {number} is of another store.", "receipt");
    public static Refusal SignatureWrong(Sales.ReceiptNumber number) => new("signature-wrong", $"The code of receipt {number} was not made by a till of this store.", "receipt");
    public static Refusal ReceiptGoodsUnknown(Sales.ReceiptNumber number) => new("receipt-goods-unknown", $"Receipt {number} has goods that this till does not know yet.", "receipt");
    public static Refusal ReceiptOfOthers(Sales.ReceiptNumber number) => new("receipt-of-others", $"Receipt {number} is of another till: goods come back here, nothing else.", "receipt");
    public static Refusal AboveOfflineCap(Money cap) => new("above-offline-cap", $"For one receipt of another till at most {cap.Grouped()} is given back here.", "refund");
    public static Refusal NotParked() => new("not-parked", "This sale is not parked here.", "sale");
    public static Refusal AboveCap(Money cap) => new("above-cap", $"Without a receipt at most {cap.Grouped()} is given back.", "refund");
    public static Refusal SalesParked(int count) => new("sales-parked", $"{count} parked sales wait: recall or void them first.", "parked");
    public static Refusal OtherCurrency(string number) => new("other-currency", $"The symbol's price is in currency {number}, not in the store's.", "price");
    public static Refusal PriceNotPayable() => new("price-not-payable", "The symbol's price has more decimals than the store's money.", "price");
    public static Refusal CouponUnknown(string code) => new("coupon-unknown", $"No promotion has the coupon '{code}'.", "coupon");
    public static Refusal MayNotApprove(string name) => new("may-not-approve", $"{name} may not allow this either.", "approval");
    public static Refusal OtherApproval() => new("other-approval", "This approval was given for something else.", "approval");
    public static Refusal ApproverUnknown(string number) => new("approver-unknown", $"Nobody here has the number '{number}'.", "approval");
    public static Refusal ApprovalOver() => new("approval-over", "This approval was used already, or is too old.", "approval");
    public static Refusal NoApprovalKey(string name) => new("no-approval-key", $"{name} cannot answer by telephone: the till has no key of theirs.", "approval");
    public static Refusal NoChallenge() => new("no-challenge", "No code waits for an answer; ask anew.", "answer");
    public static Refusal AnswerWrong(int left) => new("answer-wrong", $"The answer does not fit; {left} more tries.", "answer");
    public static Refusal AnswerPaused(int seconds) => new("answer-paused", $"Too many wrong answers: wait {seconds} seconds and ask anew.", "answer");
    public static Refusal NoSuchZ() => new("no-such-z", "There is no such Z report on this till.", "number");
    public static Refusal InTraining() => new("in-training", "End the training first.");
    public static Refusal DiskFull() => new("disk-full", "The disk is full: this was not done, and nothing is lost. Try it again when there is room.");
    public static Refusal AmountTooLarge(Money limit) => new("amount-too-large", $"More than {limit.Grouped()} is a mistyped amount.", "amount");
}
