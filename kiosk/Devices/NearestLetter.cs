using System.Globalization;
using System.Text;

namespace Sasuai.Kiosk.Devices;

/// <summary>The plain letter that stands in for one that a printer does not have.</summary>
static class NearestLetter
{
    /// <summary>One ASCII letter; a question mark when nothing comes near.</summary>
    public static char To(Rune rune) => rune.Value switch
    {
        '‘' or '’' or '‚' or '‛' or '′' or '´' => '\'',
        '“' or '”' or '„' or '″' or '«' or '»' => '"',
        '‐' or '‑' or '‒' or '–' or '—' or '―' or '−' => '-',
        '×' => 'x',
        '•' or '·' => '*',
        '…' => '.',
        '€' => 'E',
        '⁄' or '÷' => '/',
        'ø' or 'ö' => 'o',
        'Ø' => 'O',
        'ß' => 's',
        'æ' => 'a',
        'Æ' => 'A',
        'ð' or 'đ' => 'd',
        'Ð' or 'Đ' => 'D',
        'ł' => 'l',
        'Ł' => 'L',
        'ı' => 'i',
        _ => WithoutItsMarks(rune),
    };

    static char WithoutItsMarks(Rune rune)
    {
        var first = rune.ToString().Normalize(NormalizationForm.FormKD)[0];
        return char.IsAscii(first) && CharUnicodeInfo.GetUnicodeCategory(first) != UnicodeCategory.Control ? first : '?';
    }
}
