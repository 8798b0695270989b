using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Notifications;

/// <summary>Which messages a person asks for, and what one may do with them.</summary>
/// <param name="Member">Id, phone or card.</param>
/// <param name="From">Made at this moment or later.</param>
/// <param name="To">Made before this moment.</param>
sealed record MessageFilter(string? State, string? Template, string? Member, string? Store, DateTimeOffset? From, DateTimeOffset? To)
{
    public static MessageFilter Read(RequestQuery query)
    {
        var filter = new MessageFilter(query.TextOrNone("state"), query.TextOrNone("template"), query.TextOrNone("member"), query.TextOrNone("store"), Midnight(query.DayOrNone("from")), Midnight(query.DayOrNone("to")?.AddDays(1)));
        return filter with { Member = filter.Member is { } text && !PhoneNumber.Read(text).IsRefused(out _, out var number) ? number.Digits : filter.Member };
    }

    /// <summary>Null when it can be asked for.</summary>
    public Refusal? Wrong() => State is null || MessageStates.All.Contains(State) ? null : CloudRefusals.Wrong("state", $"The field 'state' must be one of {string.Join(", ", MessageStates.All)}.");

    static DateTimeOffset? Midnight(DateOnly? day) => day is { } date ? new DateTimeOffset(date.ToDateTime(default), TimeSpan.Zero) : null;
}

static class MessageTable
{
    /// <summary>Goes behind <c>from notification n left join member m … left join store s …</c>, with the properties of a <see cref="MessageFilter"/>.</summary>
    public const string matches = """
        (@state::text is null or n.state = @state) and (@template::text is null or n.template_key = @template) and (@store::text is null or s.code = @store)
        and (@member::text is null or @member in (n.member_id::text, m.phone, m.card))
        and (@from::timestamptz is null or n.created_at >= @from) and (@to::timestamptz is null or n.created_at < @to)
        """;

    /// <summary>Sends again, under a new generation, those of @ids that are in one of the states @resendable.</summary>
    public const string again = """
        update notification
        set state = 'retry', reason = 'resent', generation = generation + 1, attempts = 0, next_attempt_at = clock_timestamp(), lease_until = null,
            expires_at = greatest(expires_at, clock_timestamp() + interval '1 day'), changed_at = clock_timestamp()
        where notification_id = any(@ids) and state = any(@resendable)
        returning notification_id, generation
        """;
}
