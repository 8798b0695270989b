using Sasuai.Staff;
using Sasuai.Sync;

namespace Sasuai.Kiosk.Lanes;

/// <summary>Checks number (or badge) and PIN with the same work whether the person exists or not; after five wrong tries it pauses for everybody.</summary>
sealed class PinPad(TimeProvider time)
{
    const int triesMax = 5;
    static readonly TimeSpan pause = TimeSpan.FromSeconds(30);

    /// <summary>The hash of no PIN at all, so that an unknown number costs as much time as a known one.</summary>
    static readonly string nobody = PinHash.Make("", stackalloc byte[16]);

    int wrongTries;
    DateTimeOffset pausedUntil;

    /// <summary>Who has this number or badge; null when nobody who still works here has.</summary>
    public static StaffItem? Person(IReadOnlyList<StaffItem> staff, string number)
    {
        var wanted = Badge.NumberOf(number) ?? number.Trim();
        return staff.FirstOrDefault(item => item.Active && item.Number == wanted);
    }

    public Decision<StaffItem> Check(IReadOnlyList<StaffItem> staff, string number, string pin)
    {
        var now = time.GetUtcNow();
        if (now < pausedUntil) return LaneRefusals.SignInPaused((int)Math.Ceiling((pausedUntil - now).TotalSeconds));
        var person = Person(staff, number);
        if (PinHash.Matches(pin, person?.PinHash ?? nobody) && person is not null)
        {
            wrongTries = 0;
            return person;
        }
        if (++wrongTries < triesMax) return LaneRefusals.SignInWrong();
        (wrongTries, pausedUntil) = (0, now + pause);
        return LaneRefusals.SignInPaused((int)pause.TotalSeconds);
    }
}
