using Sasuai.Kiosk.LocalData;

namespace Sasuai.Kiosk.Screens;

/// <summary>Sales that were set aside: pick one to go on with it, or F8 and a number to give it up.</summary>
public sealed class ParkedScreen(Till till, SaleScreen sale) : Screen(till)
{
    const int shown = 9;

    IReadOnlyList<ParkedSale> list = till.Lane.Parked;
    ParkedSale? doomed;
    bool voiding;

    public override string Prompt => Say(doomed is not null ? Word.ApprovalReason : voiding ? Word.ParkedVoidPrompt : Word.TillMenuPrompt);
    public override string Hint => doomed is not null ? Say(Word.DrawerReasonHint, Say(Word.ReasonCustomerLeft)) : Say(voiding ? Word.ParkedVoidHint : Word.ParkedHint);
    public override IReadOnlyList<LiveKey> Keys => [Help, new(KeyName.F8, Word.KeyVoidLine, () => voiding = !voiding, list.Count == 0 ? Word.WhyNothingParked : null)];
    public override IReadOnlyList<Word> HelpLines => [Word.HelpParked, Word.HelpParkedVoid, Word.HelpEscape];

    public override void Typed(string text)
    {
        if (doomed is not null) Void(text.Trim() is { Length: > 0 } reason ? reason : Say(Word.ReasonCustomerLeft));
        else if (text.Length == 0) Back();
        else if (text is not [>= '1' and <= '9'] || text[0] - '1' >= list.Count) Till.Refuse(Word.KeyDeadHere, text);
        else if (voiding) doomed = list[text[0] - '1'];
        else Recall(list[text[0] - '1']);
    }

    public override void Scanned(string code, string before)
    {
        Till.Go(sale);
        sale.Scanned(code, "");
    }

    public override void Back()
    {
        if (doomed is not null) doomed = null;
        else if (voiding) voiding = false;
        else Till.Go(sale);
    }

    public override void Paint(Canvas canvas, Area body)
    {
        canvas.Put(body, 0, Say(Word.ParkedTitle), Style.Titles, indent: 1);
        for (var i = 0; i < Math.Min(shown, list.Count); i++)
        {
            var one = list[i];
            var at = Till.State.Store is { } store ? StoreTime.At(one.At, store.TimeZone) : one.At;
            canvas.Put(body, i + 2, $"{i + 1}  {at:HH:mm} {Show(one.Amount),10} {one.Cashier} {one.Note}", one == doomed ? Style.Strong : Style.Plain, indent: 1);
        }
        if (list.Count == 0) canvas.Put(body, 2, Say(Word.WhyNothingParked), Style.Faint, indent: 3);
    }

    void Recall(ParkedSale parked)
    {
        if (Till.Lane.Recall(parked.Basket.SaleId).IsRefused(out var refusal, out _)) Till.Refuse(refusal);
        else
        {
            Till.GoHome();
            Till.Tell(Word.Recalled, Show(parked.Amount));
        }
    }

    void Void(string reason)
    {
        var gone = doomed!;
        doomed = null;
        ApprovalScreen.Do(Till, approval => Till.Lane.VoidParked(gone.Basket.SaleId, reason, approval).Refusal, () =>
        {
            (voiding, list) = (false, Till.Lane.Parked);
            Till.Tell(Word.BasketVoided);
        }, reason);
    }
}
