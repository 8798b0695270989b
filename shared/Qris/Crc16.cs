using System.Globalization;
using System.Text;

namespace Sasuai.Qris;

/// <summary>The checksum at the end of a payment QR: CRC-16 with polynomial 1021h and initial value FFFFh (ISO/IEC 13239), in four capital hexadecimal digits.</summary>
public static class Crc16
{
    public static string Of(string text)
    {
        var crc = 0xFFFF;
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            crc ^= one << 8;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 0x8000) != 0 ? ((crc << 1) ^ 0x1021) & 0xFFFF : (crc << 1) & 0xFFFF;
        }
        return crc.ToString("X4", CultureInfo.InvariantCulture);
    }
}
