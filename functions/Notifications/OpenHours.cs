namespace Sasuai.Functions.Notifications;

/// <summary>The hours of a day in which messages may leave, in a store's own zone; outside it is quiet.</summary>
public sealed record OpenHours(TimeOnly Opens, TimeOnly Closes)
{
    /// <summary>The moment from which a message may leave: null is now, otherwise the next opening.</summary>
    public DateTimeOffset? QuietUntil(DateTimeOffset now, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var local = TimeZoneInfo.ConvertTime(now, zone);
        var time = TimeOnly.FromDateTime(local.DateTime);
        if (time >= Opens && time < Closes)
            return null;
        var day = DateOnly.FromDateTime(local.DateTime).AddDays(time < Opens ? 0 : 1);
        return new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(Opens), zone), TimeSpan.Zero);
    }
}
