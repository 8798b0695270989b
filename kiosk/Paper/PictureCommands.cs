using System.Collections;
using System.Text;
using QRCoder;
using Sasuai.Kiosk.Devices;

namespace Sasuai.Kiosk.Paper;

/// <summary>The commands that change the look, and all that is drawn and is no text.</summary>
public sealed partial class PaperPicture
{
    const int cutGap = 40, dash = 12;

    int barHigh = 162, barDots = 3, qrDots = 3;
    bool textBelow, textAbove;
    QRCodeGenerator.ECCLevel correction = QRCodeGenerator.ECCLevel.L;
    string qr = "";

    void Command(ReadOnlySpan<byte> b)
    {
        switch (b[0], b[1])
        {
            case (0x1B, 0x40): Reset(); break;
            case (0x1B, 0x74): page = CodePage.Selected(b[2]); break;
            case (0x1B, 0x61) when row.Count == 0: align = (Align)(b[2] % 0x30 % 3); break;
            case (0x1B, 0x45 or 0x47): bold = (b[2] & 1) != 0; break;
            case (0x1B, 0x2D): underlined = b[2] % 0x30 != 0; break;
            case (0x1D, 0x42): reversed = (b[2] & 1) != 0; break;
            case (0x1B, 0x4D): small = b[2] % 0x30 == 1; break;
            case (0x1B, 0x21): Mode(b[2]); break;
            case (0x1D, 0x21): (timesWide, timesHigh) = (((b[2] >> 4) & 7) + 1, (b[2] & 7) + 1); break;
            case (0x1B, 0x32): spacing = usualSpacing; break;
            case (0x1B, 0x33): spacing = b[2]; break;
            case (0x1B, 0x64): Down(b[2] * spacing); break;
            case (0x1B, 0x4A): Down(b[2]); break;
            case (0x1B, 0x69 or 0x6D) or (0x1D, 0x56): Cut(); break;
            case (0x1D, 0x68): barHigh = b[2]; break;
            case (0x1D, 0x77): barDots = Math.Clamp((int)b[2], 1, 6); break;
            case (0x1D, 0x48): (textAbove, textBelow) = ((b[2] & 1) != 0, (b[2] & 2) != 0); break;
            case (0x1D, 0x6B): Barcode(b, Barcode(b)); break;
            case (0x1D, 0x28): Extended(b); break;
            case (0x1D, 0x76): Raster(b); break;
            case (0x1B, 0x2A): BitImage(b); break;
        }
    }

    void Reset()
    {
        if (row.Count > 0) EndRow();
        (page, align, bold, underlined, reversed, small, timesWide, timesHigh, spacing) = (CodePage.Cp437, Align.Left, false, false, false, false, 1, 1, usualSpacing);
        (barHigh, barDots, qrDots, textAbove, textBelow, correction) = (162, 3, 3, false, false, QRCodeGenerator.ECCLevel.L);
    }

    void Mode(byte looks)
    {
        (small, bold, underlined) = ((looks & 1) != 0, (looks & 8) != 0, (looks & 0x80) != 0);
        (timesHigh, timesWide) = ((looks & 0x10) != 0 ? 2 : 1, (looks & 0x20) != 0 ? 2 : 1);
    }

    void Down(int dots)
    {
        if (row.Count > 0) EndRow();
        y += dots;
    }

    void Cut()
    {
        Down(cutGap);
        for (var x = 0; x < paper.Width; x += dash * 2) paper.Fill(x, y, dash, 2);
        y += cutGap;
    }

    /// <summary>A barcode that does not fit, or is of a kind not drawn here, is told in words: a printer would print nothing.</summary>
    void Barcode(ReadOnlySpan<byte> command, (int Kind, byte[] Data) asked)
    {
        if (row.Count > 0) EndRow();
        if (Bars.Of(asked.Kind, asked.Data) is not { } bars || bars.Modules.Length * barDots > paper.Width)
        {
            Say($"[{PaperText.Symbology(asked.Kind)}?]");
            return;
        }
        if (textAbove) Say(bars.Text);
        var left = Left(bars.Modules.Length * barDots);
        for (var i = 0; i < bars.Modules.Length; i++)
            if (bars.Modules[i]) paper.Fill(left + (i * barDots), y, barDots, barHigh);
        y += barHigh;
        if (textBelow) Say(bars.Text);
    }

    void Say(string text)
    {
        foreach (var letter in text) Letter(letter);
        EndRow();
    }

    void Extended(ReadOnlySpan<byte> b)
    {
        if (b is not [0x1D, 0x28, 0x6B, _, _, 0x31, var function, var value, ..]) return;
        switch (function)
        {
            case 0x43: qrDots = Math.Clamp((int)value, 1, 16); break;
            case 0x45: correction = (QRCodeGenerator.ECCLevel)(value % 0x30 % 4); break;
            case 0x50: qr = Encoding.UTF8.GetString(b[8..]); break;
            case 0x51 when qr.Length > 0: QrCode(); break;
        }
    }

    void QrCode()
    {
        if (row.Count > 0) EndRow();
        // The generator draws four light modules on each side, which a printer leaves to the paper.
        const int border = 4;
        if (Modules() is not { } modules || (modules.Count - (2 * border)) * qrDots > paper.Width)
        {
            Say("[QR?]");
            return;
        }
        var size = modules.Count - (2 * border);
        var left = Left(size * qrDots);
        for (var down = 0; down < size; down++)
            for (var right = 0; right < size; right++)
                if (modules[down + border][right + border]) paper.Fill(left + (right * qrDots), y + (down * qrDots), qrDots, qrDots);
        y += size * qrDots;
    }

    /// <summary>Null when no code can hold so much.</summary>
    List<BitArray>? Modules()
    {
        try
        {
            using var code = QRCodeGenerator.GenerateQrCode(qr, correction, forceUtf8: true);
            return code.ModuleMatrix;
        }
        catch (QRCoder.Exceptions.DataTooLongException)
        {
            return null;
        }
    }

    /// <summary>A picture by rows; its mode may double each dot in width (1) and height (2).</summary>
    void Raster(ReadOnlySpan<byte> b)
    {
        if (row.Count > 0) EndRow();
        var (wide, high, rowBytes, rows) = ((b[3] & 1) + 1, ((b[3] >> 1) & 1) + 1, Number(b, 4), Number(b, 6));
        var left = Left(rowBytes * 8 * wide);
        for (var down = 0; down < rows; down++)
            for (var right = 0; right < rowBytes * 8; right++)
                if ((b[8 + (down * rowBytes) + (right / 8)] & 0x80 >> (right % 8)) != 0) paper.Fill(left + (right * wide), y + (down * high), wide, high);
        y += rows * high;
    }

    /// <summary>An old picture by columns of 8 or 24 dots. It is drawn at once, and its row ends where the next line feed says.</summary>
    void BitImage(ReadOnlySpan<byte> b)
    {
        var (tall, count) = (b[2] >= 32, Number(b, 3));
        var (bytes, high, wide) = (tall ? 3 : 1, tall ? 1 : 3, (b[2] & 1) != 0 ? 1 : 2);
        var left = Left(count * wide);
        for (var right = 0; right < count; right++)
            for (var down = 0; down < bytes * 8; down++)
                if ((b[5 + (right * bytes) + (down / 8)] & 0x80 >> (down % 8)) != 0) paper.Fill(left + (right * wide), y + (down * high), wide, high);
    }
}
