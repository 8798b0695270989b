using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sasuai.Staff;

/// <summary>
/// An approval by telephone, without a network at the till: the till shows a challenge, somebody who may tells it to the cloud together
/// with the act and the amount, and reads the answer back. The answer is bound to store, terminal, act, amount, approver and challenge.
/// Strength: the challenge holds 30 random bits, so that an old answer fits a new challenge once in a thousand million; the answer is
/// HMAC-SHA256 cut to 8 digits as HOTP does (RFC 4226 5.3), so a guess is right once in a hundred million, and a till takes three.
/// The key is one approver's at one store: who steals a till's disk can answer for that store's approvers and for nobody else's.
/// </summary>
/// <param name="Amount">The money that it is about; 0 when none is.</param>
/// <param name="BasisPoints">For a discount, its part of the price in hundredths of a per cent.</param>
/// <param name="Code">Eight letters and digits that cannot be mistaken for each other on the telephone (Crockford's base 32).</param>
public sealed record ApprovalChallenge(string StoreCode, int Terminal, Right Right, Money Amount, int BasisPoints, StaffId Approver, string Code)
{
    public const int answerDigits = 8;

    /// <summary>Random bytes that a challenge needs from its caller.</summary>
    public const int chanceBytes = 4;

    const int keyBytes = 32, chanceLetters = 6, checkLetters = 2, answersMax = 100_000_000;
    const string letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <param name="chance">Four random bytes.</param>
    public static ApprovalChallenge Make(string storeCode, int terminal, Right right, Money amount, int basisPoints, StaffId approver, ReadOnlySpan<byte> chance)
    {
        var draft = new ApprovalChallenge(storeCode, terminal, right, amount, basisPoints, approver, Letters(BinaryPrimitives.ReadUInt32BigEndian(chance), chanceLetters));
        return draft with { Code = draft.Code + draft.Check };
    }

    /// <summary>How a person reads it out: 7KQ2-M9XP.</summary>
    public string Spoken => $"{Code[..4]}-{Code[4..]}";

    /// <summary>False when the code was misheard, or belongs to another act, amount, terminal or approver.</summary>
    public bool IsWhole => Code.Length == chanceLetters + checkLetters && Code[chanceLetters..] == (this with { Code = Code[..chanceLetters] }).Check;

    /// <summary>Eight digits.</summary>
    public string Answer(ReadOnlySpan<byte> key)
    {
        var hash = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(Text));
        var cut = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & 0x7FFF_FFFF;
        return (cut % answersMax).ToString(CultureInfo.InvariantCulture).PadLeft(answerDigits, '0');
    }

    public bool IsAnsweredBy(string answer, ReadOnlySpan<byte> key)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var digits = answer.Where(letter => letter is not (' ' or '-' or '.')).ToArray();
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(digits), Encoding.UTF8.GetBytes(Answer(key)));
    }

    /// <summary>The code as it was heard: without dashes, in capitals, O for 0 and I or L for 1.</summary>
    public static string Heard(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return string.Concat(code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).Select(letter => letter switch { 'O' => '0', 'I' or 'L' => '1', _ => letter }));
    }

    /// <summary>An approver's key at one store, from the secret that the cloud keeps for this person.</summary>
    public static byte[] StoreKey(ReadOnlySpan<byte> secret, StoreId store) => HMACSHA256.HashData(secret, store.Value.ToByteArray(bigEndian: true))[..keyBytes];

    string Text => string.Create(CultureInfo.InvariantCulture, $"sasuai approval 1\n{StoreCode}\n{Terminal}\n{Right}\n{Amount.Units}\n{BasisPoints}\n{Approver.Value}\n{Code}");

    string Check => Letters(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(Text))), checkLetters);

    static string Letters(uint bits, int count) => string.Create(count, bits, static (room, left) =>
    {
        for (var i = 0; i < room.Length; i++, left >>= 5) room[i] = letters[(int)(left & 31)];
    });
}
