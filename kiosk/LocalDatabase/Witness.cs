using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Sasuai.Kiosk.LocalData;

/// <summary>
/// Remembers, in a file of its own that no backup holds, how often what this till may take changed: points were taken, or an epoch began. A database
/// that counts otherwise was set back or copied, and would take the same points again (SYNC 1.4, trap 5).
/// </summary>
/// <param name="path">The file: the newest count, and behind it the count before, which is another while a transaction is under way.</param>
public sealed class Witness(string path)
{
    /// <summary>Stands behind the name of the database, unless the kiosk's settings say another place.</summary>
    public const string Suffix = ".witness";

    Testimony newest;

    /// <summary>Nothing was ever counted where there is no file, or none that can be read.</summary>
    internal Testimony Read()
    {
        try
        {
            var counts = File.Exists(path) ? File.ReadAllText(path).Split(' ').Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0).ToArray() : [0];
            return newest = new(counts[0], counts[^1]);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    /// <summary>Before the commit: it counts so from now on, if the transaction does not die. False when that is not on the disk.</summary>
    internal bool Expect(long count) => Write(newest = new(count, newest.Count == count - 1 ? newest.Before : count - 1), toDisk: true);

    /// <summary>After the commit. A power cut may lose this; then the database counts the same as what was expected.</summary>
    internal void Settle(long count) => Write(newest = new(count, count), toDisk: false);

    bool Write(Testimony told, bool toDisk)
    {
        try
        {
            // In place and always as long, with one write within one sector: a till that is killed here leaves the old or the new, never an empty file.
            using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            file.Write(Encoding.ASCII.GetBytes($"{Text(told.Count)} {Text(told.Before)}"));
            if (toDisk) file.Flush(flushToDisk: true);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    static string Text(long count) => count.ToString("D19", CultureInfo.InvariantCulture);
}

/// <param name="Before">Below the count while it is not known whether a transaction was committed.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct Testimony(long Count, long Before);
