using System.Text;
using Sasuai.Codes;

namespace Sasuai.Kiosk.Devices;

/// <summary>A serial gun sends the code's letters and an end: carriage return, line feed, tab or ETX. FNC1 inside a code comes as 0x1D.</summary>
public sealed class SerialDecoder : IScanDecoder
{
    const byte startOfText = 0x02, endOfText = 0x03, separator = 0x1D;
    readonly StringBuilder code = new();

    public IReadOnlyList<string> Take(ReadOnlySpan<byte> bytes)
    {
        var codes = new List<string>();
        foreach (var letter in bytes)
        {
            if (letter is (byte)'\r' or (byte)'\n' or (byte)'\t' or endOfText)
            {
                if (code.Length > 0) codes.Add(code.ToString());
                code.Clear();
            }
            else if (letter == startOfText) code.Clear();
            else if (code.Length < CodeReader.maxLength && letter is separator or >= (byte)' ' and < 0x7F) code.Append((char)letter);
        }
        return codes;
    }
}
