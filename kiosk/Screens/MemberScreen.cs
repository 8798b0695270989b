namespace Sasuai.Kiosk.Screens;

/// <summary>F5: whose sale this is, by phone number or card. Anything else that a gun reads here is an item, and is sold.</summary>
public sealed class MemberScreen(Till till, SaleScreen sale) : Screen(till)
{
    public override string Prompt => Say(Word.MemberPrompt);

    public override string Hint =>
        Till.State.Basket.Member is { } member ? Say(Word.MemberNow, member.Name) : Say(Word.MemberHint);

    public override IReadOnlyList<LiveKey> Keys =>
        [Help, new(KeyName.F8, Word.KeyDetach, Detach, Till.State.Basket.Member is null ? Word.WhyNoMember : null)];

    public override void Paint(Canvas canvas, Area body) => sale.Paint(canvas, body);
    public override void Back() => Till.Go(sale);

    public override void Typed(string text)
    {
        if (text.Length == 0) Back();
        else if (Attach(text) is { } refusal) Till.Refuse(refusal);
    }

    public override void Scanned(string code, string before)
    {
        if (Attach(code) is not { } refusal) return;
        // Indonesian barcodes begin with 899 and so may look like a phone number without its 0; one with it was typed ahead.
        if (Codes.Gtin.IsValid(code) && !(code[0] is '0' or '6' && PhoneNumber.Read(code).Refusal is null))
        {
            Till.Go(sale);
            sale.Scanned(code, "");
        }
        else Till.Refuse(refusal);
    }

    Refusal? Attach(string phoneOrCard)
    {
        if (Till.Lane.AttachMember(phoneOrCard).IsRefused(out var refusal, out _)) return refusal;
        Till.Go(sale);
        Till.Done(Say(Word.MemberAttached, Till.State.Basket.Member!.Name), TakeOff);
        return null;
    }

    Refusal? TakeOff()
    {
        Till.Lane.DetachMember();
        return null;
    }

    void Detach()
    {
        TakeOff();
        Till.Go(sale);
        Till.Tell(Word.MemberDetached);
    }
}
