using System.Security.Cryptography;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Terminals;

/// <summary>A one-time code that makes a machine a terminal: 8 characters of 32 that nobody mistakes for another. Only its hash is kept.</summary>
static class EnrolmentCode
{
    public const int length = 8;
    const string alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public static string New() => RandomNumberGenerator.GetString(alphabet, length);

    /// <summary>People type in small letters, with blanks and dashes.</summary>
    public static byte[] Hash(string typed) =>
        Callers.Hash(string.Concat(typed.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)));
}
