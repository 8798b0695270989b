namespace Sasuai.Sync;

/// <summary>The public half of a terminal's key, as the tills of its store know it, to check what it signed on paper.</summary>
/// <param name="Number">The terminal's number in its store, as on its receipts.</param>
/// <param name="Epoch">The first epoch that it holds for, until the next key of the same terminal.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo of a P-256 key, base64.</param>
/// <param name="Revoked">Nothing that was signed with it is believed any more, of whatever epoch.</param>
public sealed record TillKeyItem(TerminalId TerminalId, int Number, int Epoch, string PublicKey, bool Revoked);
