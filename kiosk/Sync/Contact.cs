namespace Sasuai.Kiosk.Sync;

/// <summary>How one lane stands with the cloud. Written by its lane, read by any thread.</summary>
sealed class Contact(TimeProvider time)
{
    readonly Lock door = new();
    (bool? Good, DateTimeOffset Since, DateTimeOffset? LastSuccess, string? Trouble) now = (null, time.GetUtcNow(), null, null);

    /// <summary>Null before the first answer.</summary>
    public (bool? Good, DateTimeOffset Since, DateTimeOffset? LastSuccess, string? Trouble) Now { get { lock (door) return now; } }

    public void RememberSuccess(DateTimeOffset? at)
    {
        lock (door) now.LastSuccess = at;
    }

    /// <summary>True when it was not good just before.</summary>
    public bool Succeeded()
    {
        lock (door)
        {
            var again = now.Good != true;
            now = (true, again ? time.GetUtcNow() : now.Since, time.GetUtcNow(), null);
            return again;
        }
    }

    public void Failed(string trouble)
    {
        lock (door) now = (false, now.Good == false ? now.Since : time.GetUtcNow(), now.LastSuccess, trouble);
    }
}
