using System.Globalization;

namespace Sasuai.Kiosk.Screens;

/// <summary>
/// What broke on the screen's thread: kept in a file, because the alternate screen swallows it, and survived, unless it breaks over and over.
/// </summary>
public sealed class ScreenFaults(string path, TimeProvider time)
{
    /// <summary>So many faults without one good turn between them are no accident.</summary>
    public const int burst = 20;

    /// <summary>The file is begun anew beyond this many bytes, so that a fault can never fill the disk.</summary>
    public const long fileMax = 1_000_000;

    int inARow;

    public void Good() => inARow = 0;

    /// <summary>Writes it down; false when the screen is past saving and the program should end, to be started again.</summary>
    public bool Survive(Exception fault)
    {
        Write(fault);
        return ++inARow < burst;
    }

    void Write(Exception fault)
    {
        try
        {
            var line = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():O} {fault}{Environment.NewLine}");
            if (File.Exists(path) && new FileInfo(path).Length > fileMax) File.WriteAllText(path, line);
            else File.AppendAllText(path, line);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // A full or locked disk must not stop the till.
        }
    }
}
