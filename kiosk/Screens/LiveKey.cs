namespace Sasuai.Kiosk.Screens;

/// <summary>A function key that a screen shows at the bottom: what it does now, or why it cannot.</summary>
/// <param name="WhyNot">Null when the key works now.</param>
public sealed record LiveKey(KeyName Key, Word Label, Action Do, Word? WhyNot = null);
