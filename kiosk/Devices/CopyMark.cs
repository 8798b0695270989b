using System.Globalization;

namespace Sasuai.Kiosk.Devices;

/// <summary>What stands above a receipt that is not the first of its number. Plain ASCII, so that it needs no code page.</summary>
static class CopyMark
{
    /// <summary>A reprint that somebody asked for, with its count.</summary>
    public static byte[] Above(byte[] receipt, int copy) =>
        Above(receipt, string.Create(CultureInfo.InvariantCulture, $"*** SALINAN / COPY {copy} ***"));

    /// <summary>A receipt that broke off, or whose end nobody saw.</summary>
    public static byte[] AboveDoubtful(byte[] receipt) =>
        Above(receipt, "*** SALINAN? / COPY? ***", "mungkin tercetak dua kali", "may have been printed twice");

    /// <summary>Paper of a training: it is worth nothing.</summary>
    public static byte[] AbovePractice(byte[] receipt) =>
        Above(receipt, "*** LATIHAN / TRAINING ***", "bukan struk / not a receipt");

    static byte[] Above(byte[] receipt, params ReadOnlySpan<string> lines)
    {
        var paper = new EscPos(CodePage.Cp437).Begin().Align(Align.Centre).Bold(true);
        foreach (var line in lines)
            paper.Line(line);
        return paper.Bold(false).Align(Align.Left).Bytes(receipt).ToArray();
    }
}
