namespace Sasuai.Kiosk.Screens;

/// <summary>What the message row says: the last action, or in red a refusal that stays until the next key.</summary>
public sealed record Message(string Text, bool IsRefusal)
{
    public static readonly Message None = new("", IsRefusal: false);
}

/// <summary>Sounds that a cashier tells apart without looking.</summary>
public enum Beep
{
    Refused, UnknownCode, Warning
}
