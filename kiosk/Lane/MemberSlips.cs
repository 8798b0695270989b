using Sasuai.Kiosk.Devices;
using static Sasuai.Kiosk.Lanes.SlipOnPaper;

namespace Sasuai.Kiosk.Lanes;

/// <summary>Paper about a member: what they agree to, and what they took for points.</summary>
static class MemberSlips
{
    /// <summary>For the member: what they got for how many points, and how many are left; or that it was given back.</summary>
    public static Slip Reward(TillSlip.Reward slip, string tongue)
    {
        List<(string, string)> rows =
        [
            .. Head(slip, slip.At, tongue), ("", ""), (Say(tongue, "Member", "Member"), slip.Member.Name), (Say(tongue, "Hadiah", "Reward"), slip.Name),
            (Say(tongue, "Poin", "Points"), new Money(slip.Back is null ? -slip.Points : slip.Points).Grouped()), (Say(tongue, "Sisa poin", "Points left"), new Money(slip.Member.Points).Grouped())
        ];
        if (slip.Back is { } reason) rows.Add((Say(tongue, "Alasan", "Reason"), reason));
        return new([slip.Store.Name], slip.Back is null ? Say(tongue, "TUKAR POIN", "REWARD") : Say(tongue, "TUKAR POIN BATAL", "REWARD GIVEN BACK"), rows, Sign(tongue));
    }

    /// <summary>Stays in the shop, signed. The phone number stands on it because it is what they agree for.</summary>
    public static Slip Consent(TillSlip.Consent slip, string tongue)
    {
        var enrolled = slip.Enrolled;
        List<(string, string)> rows = [.. Head(slip, enrolled.EnrolledAt, tongue), ("", ""), (Say(tongue, "Nama", "Name"), enrolled.Name)];
        if (enrolled.Phone is { } phone) rows.Add((Say(tongue, "Nomor HP", "Phone"), phone));
        if (enrolled.Card is { } card) rows.Add((Say(tongue, "Kartu", "Card"), card));
        rows.Add((Say(tongue, "Saya setuju menerima pesan WhatsApp dari toko ini.", "I agree to receive WhatsApp messages from this shop."), " "));
        return new([slip.Store.Name], slip.IsNew ? Say(tongue, "MEMBER BARU", "NEW MEMBER") : Say(tongue, "PERSETUJUAN PESAN", "CONSENT TO MESSAGES"), rows, Sign(tongue));
    }
}
