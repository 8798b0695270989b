namespace Sasuai.Kiosk.Screens;

/// <summary>A step that asks for an amount of money. A scan never becomes money.</summary>
public abstract class MoneyScreen(Till till) : Screen(till)
{
    /// <summary>An amount was typed; it is 0 or more and not longer than money is.</summary>
    protected abstract void Amount(Money amount);

    /// <summary>Enter on an empty field.</summary>
    protected virtual void Nothing()
    {
    }

    public override void Typed(string text)
    {
        if (text.Length == 0) Nothing();
        else if (MoneyField.IsTooLong(text)) TooLong(text);
        else if (MoneyField.Read(text, Till.Decimals) is { } amount) Amount(amount);
        else Till.Refuse(Word.AmountUnreadable, text);
    }

    public override void Scanned(string code, string before)
    {
        // What the hand had typed before the gun went off is still meant.
        Till.Entry.Set(before);
        Till.Refuse(NotMoney, code);
    }

    /// <summary>What is told when a gun goes off here.</summary>
    protected virtual Word NotMoney => Word.ScanNotHere;

    void TooLong(string text)
    {
        if (Codes.Gtin.IsValid(text)) Scanned(text, "");
        else Till.Refuse(Word.AmountTooLong);
    }
}
