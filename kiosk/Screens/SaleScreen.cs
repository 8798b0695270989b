using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.LocalData;
using Sasuai.Sales;

namespace Sasuai.Kiosk.Screens;

/// <summary>Selling: scan, type, search, correct, pay. After a payment it shows the change until the next key.</summary>
public sealed class SaleScreen : Screen
{
    readonly SearchList<FoundProduct> search;
    readonly LinesTable lines;
    CompletedSale? paid;

    public SaleScreen(Till till, CompletedSale? paid = null) : base(till)
    {
        search = new(till, (text, rows) => Till.Lane.Search(text, rows), hit => (hit.Name, hit.Price is { } price ? Show(price) : "-"), Choose);
        lines = new(till);
        this.paid = paid;
    }

    public override string Prompt => search.IsOn ? Say(Word.SearchPrompt) : Say(Word.EntrySale);
    public override string Hint => search.IsOn ? Say(Word.SearchHint) : paid is not null ? Say(Word.NextSale) : "";

    public override bool ShowsLastAction => !search.IsOn;

    public override IReadOnlyList<Word> HelpLines => [Word.HelpScan, Word.HelpQuantity, Word.HelpSearch, Word.HelpRepeat, Word.HelpNote, Word.HelpVoidReason, Word.HelpEscape];

    public override IReadOnlyList<LiveKey> Keys
    {
        get
        {
            var basket = Till.State.Basket;
            Word? noRow = lines.Chosen is null ? Word.WhyNoLine : null;
            return
            [
                Help,
                new(KeyName.F2, Word.KeyQuantity, AskQuantity, lines.Chosen?.Line is null ? Word.WhyNoLine : null),
                new(KeyName.F3, Word.KeySearch, search.Ask),
                new(KeyName.F4, Word.KeyPrice, () => Till.Go(new PriceScreen(Till, this, lines.Chosen?.Line?.Number)), basket.Lines.Count == 0 ? Word.WhyBasketEmpty : null),
                new(KeyName.F5, Word.KeyMember, () => Till.Go(new MemberScreen(Till, this))),
                new(KeyName.F6, Word.KeyTill, () => Till.Go(new TillMenu(Till, this))),
                new(KeyName.F7, Word.KeyUndo, Till.TakeBack, Till.Undo is null ? Word.NothingToUndo : null),
                new(KeyName.F8, Word.KeyVoidLine, VoidLine, noRow),
                new(KeyName.F9, Word.KeyPay, () => Till.Go(new TenderScreen(Till, this)), basket.Lines.Count == 0 ? Word.WhyBasketEmpty : null),
                new(KeyName.F10, Word.KeyVoidBasket, () => Till.Go(new VoidBasketScreen(Till, this)), basket.IsEmpty ? Word.WhyBasketEmpty : null),
                new(KeyName.F11, Word.KeyLock, Lock),
                new(KeyName.F12, Word.KeyPark, Park, basket.IsEmpty ? Word.WhyBasketEmpty : null),
            ];
        }
    }

    public override bool Press(Stroke stroke)
    {
        var hadPaid = paid is not null;
        paid = null;
        return search.Press(stroke) || Repeat(stroke) || lines.Press(stroke) || (hadPaid && stroke.Name == KeyName.Escape);
    }

    public override void Tick() => search.Tick();

    public override void Typed(string text)
    {
        if (text.Length == 0) search.Close();
        else if (text[0] == '#') Note(text);
        else if (search.Takes(text) && !Till.Lane.IsCardOrCoupon(text)) search.Accept(text);
        else Scan(text);
    }

    public override void Scanned(string code, string before)
    {
        search.Close();
        // Half a word that stood in the field gives way; a quantity such as 3* belongs to what was scanned.
        Scan(before.EndsWith('*') ? before + code : code);
    }

    /// <summary>There is nothing behind the sale: what is open closes, the basket stays.</summary>
    public override void Back() => search.Close();

    public override void Paint(Canvas canvas, Area body)
    {
        var totals = body.Rows(body.Height - TotalsBlock.Height(body), TotalsBlock.Height(body));
        var above = body.Rows(0, body.Height - totals.Height);
        if (search.IsOn) search.Paint(canvas, above);
        else if (paid is not null) PaidPanel.Paint(canvas, above, Till, paid);
        else lines.Paint(canvas, above);
        TotalsBlock.Paint(canvas, totals, Till);
    }

    void Scan(string code)
    {
        lines.FollowLast();
        Show(Till.Lane.Scan(code));
    }

    void Show(ScanResult result)
    {
        switch (result)
        {
            case ScanResult.Asks asks: Till.Go(new AskedScreen(Till, this, asks.Product, asks.Quantity, asks.What)); break;
            case ScanResult.Added { IsExpired: true } expired: Till.Refuse(Say(Word.ExpiredLot, expired.Line.Name, Till.Show(expired.Line.Expiry!.Value)), Beep.Warning); break;
            case ScanResult.Added added: Added(added.Line); break;
            case ScanResult.Flagged { Why: { } why }: Till.Refuse(Words.In(Till.Language, why), Beep.UnknownCode); break;
            case ScanResult.Flagged flagged: Till.Refuse(Say(flagged.WrongCheckDigit ? Word.FlaggedCheckDigit : Word.Flagged, flagged.Code), Beep.UnknownCode); break;
            case ScanResult.CouponShown shown when Till.Lane.WhyNotCoupon(shown.Coupon) is { } why: Till.Refuse(Say(Word.CouponShown, shown.Coupon) + ": " + WhyWords.Reason(Till, why), Beep.Warning); break;
            case ScanResult.CouponShown shown: Till.Tell(Word.CouponShown, shown.Coupon); break;
            case ScanResult.ReceiptRead receipt: OpenReceipt(receipt.Number); break;
            case ScanResult.BadgeRead badge: Switch(badge.Number); break;
            case ScanResult.MemberAttached attached: Till.Done(MemberScreen.Told(Till, attached.Member), Detach); break;
            case ScanResult.QuantityPending waits: Till.Tell(Word.QuantityWaits, Till.Show(waits.Quantity)); break;
            case ScanResult.Refused refused: Till.Refuse(refused.Refusal); break;
        }
    }

    void OpenReceipt(ReceiptNumber number)
    {
        var receipts = new ReceiptsScreen(Till, this);
        Till.Go(receipts);
        receipts.Open(number);
    }

    void Lock()
    {
        Till.Lane.SignOut();
        Till.GoHome();
        Till.Tell(Word.SignedOut);
    }

    void Park()
    {
        if (Till.Lane.Park("").IsRefused(out var refusal, out var parked)) Till.Refuse(refusal);
        else Till.Done(Say(Word.ParkedTold, Show(parked.Amount)), () => Till.Lane.Recall(parked.Basket.SaleId).Refusal);
    }

    /// <summary>Whoever shows a badge wants to sell: the basket stays, the PIN is asked.</summary>
    void Switch(string number)
    {
        Till.Lane.SignOut();
        Till.GoHome();
        Till.Current.Scanned(Staff.Badge.Of(number), "");
    }

    void Choose(FoundProduct product)
    {
        lines.FollowLast();
        Show(Till.Lane.Take(product.ProductId));
    }

    internal void Added(BasketLine line)
    {
        Till.Undo = null;
        lines.FollowLast();
        Till.Tell(Word.Added, Till.Show(line.Quantity), line.Name, Show(line.UnitPrice.Times(line.Quantity)));
    }

    /// <summary>+ on an empty field: one more of the newest line.</summary>
    bool Repeat(Stroke stroke)
    {
        if (stroke is not { Name: KeyName.Letter, Letter: '+' } || !Till.Entry.IsEmpty) return false;
        if (Till.Lane.Repeat().IsRefused(out var refusal, out var basket)) Till.Refuse(refusal);
        else Added(basket.Lines[^1]);
        return true;
    }

    /// <summary># and a text is a note on the line, ## one on the sale.</summary>
    void Note(string text)
    {
        var ofSale = text.StartsWith("##", StringComparison.Ordinal);
        var (number, note) = (ofSale ? null : lines.Chosen?.Line?.Number, text.TrimStart('#').Trim());
        if (!ofSale && number is null) Till.Refuse(Word.WhyNoLine);
        else if (Till.Lane.Note(number, note).IsRefused(out var refusal, out _)) Till.Refuse(refusal);
        else Till.Tell(Word.Noted, note);
    }

    void AskQuantity() => Till.Go(new QuantityScreen(Till, this, lines.Chosen!.Value.Line!));

    void VoidLine()
    {
        var (row, typed, reason) = (lines.Chosen!.Value, Till.Entry.Text, VoidReasons.Of(Till.Language, Till.Entry.Text));
        Till.Entry.Clear();
        ApprovalScreen.Do(Till, approval => Till.Lane.VoidLine(row.Number, reason, approval).Refusal, () =>
        {
            if (row.Line is { } line) Till.Done(Say(Word.LineVoided, line.Name), () => Till.Lane.UndoVoid().Refusal);
            else Till.Done(Say(Word.LineVoided, row.Unknown!.Code), () => FlagAgain(row.Unknown.Code));
            lines.FollowLast();
        }, typed.Length > 0 ? reason : "");
    }

    Refusal? FlagAgain(string code) => Till.Lane.Scan(code) is ScanResult.Refused refused ? refused.Refusal : null;

    Refusal? Detach() => Till.Lane.DetachMember().Refusal;
}
