using Sasuai.Kiosk.Devices;
using static Sasuai.Kiosk.Lanes.SlipOnPaper;

namespace Sasuai.Kiosk.Lanes;

/// <summary>Paper about a member: what they agree to.</summary>
static class MemberSlips
{
    /// <summary>Stays in the shop, signed. The phone number stands on it because it is what they agree for.</summary>
    public static Slip Consent(TillSlip.Consent slip, string tongue)
    {
        var enrolled = slip.Enrolled;
        List<(string, string)> rows = [.. Head(slip, enrolled.EnrolledAt, tongue), ("", ""), (Say(tongue, "Nama", "Name"), enrolled.Name)];
        if (enrolled.Phone is { } phone) rows.Add((Say(tongue, "Nomor HP", "Phone"), phone));
        if (enrolled.Card is { } card) rows.Add((Say(tongue, "Kartu", "Card"), card));
        rows.Add((Say(tongue, "Saya setuju menerima pesan WhatsApp dari toko ini.", "I agree to receive WhatsApp messages from this shop."), " "));
        return new([slip.Store.Name], Say(tongue, "MEMBER BARU", "NEW MEMBER"), rows, Sign(tongue));
    }
}
