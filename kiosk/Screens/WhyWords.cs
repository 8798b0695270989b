using Sasuai.Pricing;

namespace Sasuai.Kiosk.Screens;

/// <summary>What a promotion did for a line, or why it did nothing, in one row.</summary>
static class WhyWords
{
    public static string In(Till till, WhyNot why) => why.Kind == WhyKind.Applied
        ? $"+ {why.Name} -{till.Show(why.Amount)}"
        : $"- {why.Name}: {Reason(till, why)}";

    public static string Reason(Till till, WhyNot why) => Words.In(till.Language, WordOf(why.Kind), why.Kind == WhyKind.SpendMore ? till.Show(why.Missing) : why.Instead ?? "");

    static Word WordOf(WhyKind kind) => kind switch
    {
        WhyKind.OtherGoods => Word.WhyOtherGoods,
        WhyKind.NotInForce => Word.WhyNotInForce,
        WhyKind.OtherHours => Word.WhyOtherHours,
        WhyKind.MembersOnly => Word.WhyMembersOnly,
        WhyKind.OtherTier => Word.WhyOtherTier,
        WhyKind.CouponMissing => Word.WhyCouponMissing,
        WhyKind.UsedUp => Word.WhyUsedUp,
        WhyKind.NotGranted => Word.WhyNotGranted,
        WhyKind.SpendMore => Word.WhySpendMore,
        WhyKind.MorePieces => Word.WhyMorePieces,
        WhyKind.Exclusive => Word.WhyExclusive,
        _ => Word.WhyBetterOffer
    };
}
