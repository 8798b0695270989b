using QRCoder;

namespace Sasuai.Kiosk.Screens;

/// <summary>
/// A QR code in the cells of a terminal: black on white, two rows of modules in one row of half blocks; on a Linux console, whose fonts
/// lack half blocks, a module is two coloured blanks.
/// </summary>
public sealed class QrPicture
{
    /// <summary>Light modules around the code; scanners want four, and read it with two.</summary>
    const int quiet = 2;

    readonly bool[,] dark;

    /// <summary>The smallest code that holds the text.</summary>
    public QrPicture(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.L);
        // The generator draws four light modules on each side.
        var (size, border) = (data.ModuleMatrix.Count, 4 - quiet);
        dark = new bool[size - 2 * border, size - 2 * border];
        for (var row = 0; row < Size; row++)
            for (var column = 0; column < Size; column++) dark[row, column] = data.ModuleMatrix[row + border][column + border];
    }

    /// <summary>Modules on each side, the light ones around it included.</summary>
    public int Size => dark.GetLength(0);

    public bool this[int row, int column] => row < Size && column < Size && dark[row, column];

    /// <summary>Whether it fits this part of the screen.</summary>
    public bool Fits(Area area, bool halfBlocks) => halfBlocks ? Size <= area.Width && (Size + 1) / 2 <= area.Height : Size * 2 <= area.Width && Size <= area.Height;

    public void Draw(Canvas canvas, Area area, bool halfBlocks)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        var left = (area.Width - (halfBlocks ? Size : Size * 2)) / 2;
        for (var row = 0; row < Size; row += halfBlocks ? 2 : 1)
            for (var column = 0; column < Size; column++)
                if (halfBlocks) canvas.Put(area, row / 2, Half(this[row, column], this[row + 1, column]), Style.Code, left + column);
                else canvas.Put(area, row, "  ", this[row, column] ? Style.CodeDark : Style.Code, left + column * 2);
    }

    // The letter is dark on light ground.
    static string Half(bool upper, bool lower) => (upper, lower) switch { (true, true) => "█", (true, false) => "▀", (false, true) => "▄", _ => " " };
}
