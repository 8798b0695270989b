namespace Sasuai.Kiosk.Screens;

/// <summary>A moment on the clock of the store's wall.</summary>
public static class StoreTime
{
    /// <param name="timeZone">IANA name; an unknown one gives the moment in UTC.</param>
    public static DateTimeOffset At(DateTimeOffset moment, string timeZone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? TimeZoneInfo.ConvertTime(moment, zone) : moment;
}
