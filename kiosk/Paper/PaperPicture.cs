using Sasuai.Kiosk.Devices;

namespace Sasuai.Kiosk.Paper;

/// <summary>
/// Draws what a receipt printer would have printed, dot for dot: letters of 12 x 24 dots in all their sizes, pictures, QR codes and
/// barcodes with bars that a reader can read. Paper of 32 columns has 384 dots, of 48 columns 576. What it does not know leaves no trace.
/// </summary>
public sealed partial class PaperPicture(int columns) : PaperReader
{
    const int letterWide = 12, letterHigh = 24, smallWide = 9, smallHigh = 17, tabColumns = 8;
    const int usualSpacing = 30;

    readonly record struct Set(char Letter, int Wide, int High, bool Bold, bool Underlined, bool Reversed);

    readonly DotPaper paper = new(columns * letterWide);
    readonly List<Set> row = [];
    CodePage? page = CodePage.Cp437;
    Align align;
    bool bold, underlined, reversed, small;
    int timesWide = 1, timesHigh = 1, spacing = usualSpacing, rowWide, y;

    /// <summary>The picture of a whole job.</summary>
    public static byte[] Png(ReadOnlySpan<byte> bytes, int columns)
    {
        var picture = new PaperPicture(columns);
        picture.Feed(bytes);
        picture.End();
        return picture.ToPng();
    }

    /// <summary>All that was printed so far as a PNG.</summary>
    public byte[] ToPng()
    {
        paper.Reach(y);
        return paper.ToPng();
    }

    protected override void Finish(ReadOnlySpan<byte> broken)
    {
        if (row.Count > 0) EndRow();
    }

    protected override void Take(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 1) Command(bytes);
        else if (bytes[0] == '\n') EndRow();
        else if (bytes[0] == '\t') Tab();
        else if (bytes[0] is >= 0x20 and not 0x7F) Letter(bytes[0] < 0x80 ? (char)bytes[0] : page?.Decode(bytes[0]) ?? '□');
    }

    void Letter(char letter)
    {
        var (wide, high) = ((small ? smallWide : letterWide) * timesWide, (small ? smallHigh : letterHigh) * timesHigh);
        if (rowWide + wide > paper.Width) EndRow();
        row.Add(new(letter, wide, high, bold, underlined, reversed));
        rowWide += wide;
    }

    void Tab()
    {
        const int stop = tabColumns * letterWide;
        for (var next = (rowWide / stop + 1) * stop; rowWide < Math.Min(next, paper.Width - letterWide);) Letter(' ');
    }

    void EndRow()
    {
        var high = row.Count == 0 ? 0 : row.Max(letter => letter.High);
        var x = Left(rowWide);
        foreach (var letter in row)
        {
            Draw(letter, x, y + high - letter.High);
            x += letter.Wide;
        }
        y += Math.Max(spacing, high);
        paper.Reach(y);
        row.Clear();
        rowWide = 0;
    }

    int Left(int wide) => align switch { Align.Centre => Math.Max(0, (paper.Width - wide) / 2), Align.Right => Math.Max(0, paper.Width - wide), _ => 0 };

    void Draw(Set set, int left, int top)
    {
        var dots = DotLetters.Of(set.Letter);
        for (var down = 0; down < set.High; down++)
            for (var right = 0; right < set.Wide; right++)
                if (set.Reversed != Dot(dots, set, right, down)) paper.Fill(left + right, top + down, 1, 1);
        if (set.Underlined) paper.Fill(left, top + set.High - 1, set.Wide, 1);
    }

    static bool Dot(ReadOnlySpan<byte> dots, Set set, int right, int down) =>
        At(dots, set, right, down) || (set.Bold && right > 0 && At(dots, set, right - 1, down));

    static bool At(ReadOnlySpan<byte> dots, Set set, int right, int down) =>
        (dots[down * DotLetters.High / set.High] & 1 << (DotLetters.Wide - 1 - (right * DotLetters.Wide / set.Wide))) != 0;
}
