using System.Diagnostics;
using Sasuai.Dev;

namespace Sasuai.Tests.Devices;

/// <summary>What a barcode reader (zbarimg of Debian's zbar-tools) reads from a picture of paper.</summary>
static class CodesOnPaper
{
    /// <summary>Each code with its kind, such as EAN-13:4006381333931, in alphabetical order.</summary>
    public static string[] Read(byte[] png)
    {
        using var folder = TempFolder.Create("codes");
        File.WriteAllBytes(folder.File("paper.png"), png);
        using var zbar = Process.Start(new ProcessStartInfo("zbarimg", ["-q", "--nodbus", folder.File("paper.png")]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        zbar.ErrorDataReceived += (_, _) => { };
        zbar.BeginErrorReadLine();
        return [.. zbar.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
    }
}
