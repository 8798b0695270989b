using Sasuai.Sales;

namespace Sasuai.Kiosk.Screens;

/// <summary>Every way of paying, for a part or for all that is left. What was taken already stands above; the last part can be given back.</summary>
public sealed class WaysScreen(Till till, SaleScreen sale) : Screen(till)
{
    static readonly TenderKind[] ways =
        [TenderKind.Cash, TenderKind.Card, TenderKind.Qris, TenderKind.BankTransfer, TenderKind.EWallet, TenderKind.StoreCredit, TenderKind.GiftCard, TenderKind.Points, TenderKind.OnAccount];

    public override string Prompt => Say(Word.TillMenuPrompt);
    public override string Hint => Say(Word.WaysHint);
    public override bool ShowsLastAction => true;
    public override IReadOnlyList<Word> HelpLines => [Word.HelpWays, Word.HelpWaysSplit, Word.HelpWaysBack, Word.HelpEscape];

    public override IReadOnlyList<LiveKey> Keys =>
    [
        Help, new(KeyName.F8, Word.KeyGiveBack, GiveBack, Taken.Count == 0 ? Word.WhyNothingTaken : null),
        new(KeyName.F9, Word.KeyCash, () => Till.Go(new TenderScreen(Till, sale)))
    ];

    IReadOnlyList<OfferedTender> Taken => Till.State.Basket.Paid ?? [];

    public override void Back() => Till.Go(sale);

    public override void Typed(string text)
    {
        if (text.Length == 0) Back();
        else if (text is not [>= '1' and <= '9']) Till.Refuse(Word.KeyDeadHere, text);
        else if (WhyNot(ways[text[0] - '1']) is { } why) Till.Refuse(why);
        else Till.Go(new PartScreen(Till, sale, ways[text[0] - '1']));
    }

    public override void Scanned(string code, string before) => Till.Refuse(Word.ScanFinishPayment, code);

    public override void Paint(Canvas canvas, Area body)
    {
        canvas.Put(body, 0, Say(Word.WaysTitle), Style.Titles, indent: 1);
        canvas.PutRight(body, 0, $"{Say(Word.LeftToPay)} {Show(Till.State.Left)}", Style.Strong, indent: 1);
        var row = 2;
        foreach (var taken in Taken) canvas.Put(body, row++, $"{TenderNames.In(Till.Language, taken.Kind),-14} {Show(taken.Given),10} {taken.Reference}", Style.Told, indent: 1);
        if (Taken.Count > 0) row++;
        for (var i = 0; i < ways.Length; i++)
        {
            var why = WhyNot(ways[i]);
            canvas.Put(body, row++, $"{i + 1}  {TenderNames.In(Till.Language, ways[i]),-14}{(why is { } reason ? $" ({Say(reason)})" : Has(ways[i]))}", why is null ? Style.Plain : Style.Faint, indent: 1);
        }
    }

    Word? WhyNot(TenderKind kind) => kind switch
    {
        TenderKind.Qris when Till.State.Store?.Counter?.Qris is null => Word.WhyNoQris,
        TenderKind.StoreCredit or TenderKind.OnAccount or TenderKind.Points when Till.State.Basket.Member is null => Word.WhyNoMember,
        TenderKind.Points when Till.State.Store?.Counter?.PointWorth is not { Units: > 0 } => Word.WhyNoPointWorth,
        _ => null
    };

    string Has(TenderKind kind) => (kind, Till.State.Basket.Member) switch
    {
        (TenderKind.StoreCredit, { } member) => $" {Show(member.StoreCredit)}",
        (TenderKind.OnAccount, { } member) => $" {Show(member.AccountLeft)}",
        (TenderKind.Points, { } member) => $" {member.Points} x {Show(Till.State.Store!.Counter!.PointWorth!.Value)}",
        _ => ""
    };

    void GiveBack()
    {
        var (last, reason) = (Taken[^1], Say(Word.ReasonOtherWay));
        if (Till.Lane.WithdrawTender(reason).IsRefused(out var refusal, out _)) Till.Refuse(refusal);
        else Till.Tell(Word.TenderGivenBack, TenderNames.In(Till.Language, last.Kind), Show(last.Given));
    }
}
