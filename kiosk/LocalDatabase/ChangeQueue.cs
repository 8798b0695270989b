using Microsoft.Data.Sqlite;
using Sasuai.Sync;

namespace Sasuai.Kiosk.LocalData;

/// <summary>What is still to be told to the cloud.</summary>
/// <param name="Amount">The money that those facts tell of: sales minus refunds.</param>
public sealed record Unsent(long Facts, Money Amount);

/// <summary>
/// The terminal's own log of facts on their way to the cloud. A fact is written in the transaction of what it tells, carries the hash
/// of the one before it, and is kept for 45 days after the cloud acknowledged it, so that a cloud restored from its backup can be refilled.
/// </summary>
public sealed class ChangeQueue(LocalDatabase database, TimeProvider time)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(45);

    /// <summary>Something new is on the disk and waits to be sent. Told on the thread that wrote it; return at once.</summary>
    public event Action? Queued;

    /// <summary>Writes one fact down, in the caller's transaction. It belongs to the till session that is open.</summary>
    /// <param name="amount">The money it tells of, for the status line.</param>
    /// <returns>Its place, and the payload exactly as it will travel.</returns>
    public Change Append(Db db, Guid factId, object fact, Money amount)
    {
        var terminal = ThisTerminal.Read(db) ?? throw new InvalidOperationException("The terminal is not enrolled.");
        var (type, version, payload) = FactTypes.Write(fact);
        var clock = new HybridClock(time, terminal.Clock).Next();
        var (head, hash) = Head(db, terminal);
        var change = new Change(factId, head + 1, type, version, clock, payload);
        Insert(db, terminal.Epoch, change, HashChain.Next(hash, change), amount.Units, TillSessions.OpenId(db));
        db.Execute("update terminal set clock = @clock", ("@clock", clock));
        db.AfterCommit(() => Queued?.Invoke());
        return change;
    }

    /// <summary>True when this fact was written here and is still kept.</summary>
    public static bool Knows(Db db, Guid factId) => db.Number("select count(*) from change where fact_id = @id", ("@id", factId.ToString())) > 0;

    /// <summary>Whether this terminal ever wrote a fact.</summary>
    public bool HasHistory => database.Read(db => ThisTerminal.Read(db) is { AckedThrough: > 0 } || db.Number("select exists (select 1 from change)") > 0);

    /// <summary>The next facts to send, oldest first; null when everything was acknowledged.</summary>
    /// <param name="after">Of those behind this sequence; of all when null.</param>
    public ChangeBatch? Unacked(int limit, string appVersion, long? after = null) => database.Write(db =>
    {
        var terminal = ThisTerminal.Read(db);
        if (terminal is null) return null;
        var changes = db.All("""
            select fact_id, sequence, type, version, clock, payload
            from change
            where epoch = @epoch and sequence > @after
            order by sequence
            limit @limit
            """, ReadChange, ("@epoch", terminal.Epoch), ("@after", after ?? terminal.AckedThrough), ("@limit", Math.Clamp(limit, 1, ChangeBatch.maxChanges)));
        if (changes.Count == 0) return null;
        changes = Fitting(changes);
        var clock = new HybridClock(time, terminal.Clock).Next();
        db.Execute("update terminal set clock = @clock", ("@clock", clock));
        return new ChangeBatch(terminal.TerminalId, terminal.Epoch, changes[0].Sequence, HashAt(db, terminal, changes[0].Sequence - 1),
            Head(db, terminal).Sequence, clock, appVersion, changes, LastAcknowledged(db, terminal));
    });

    /// <summary>A batch without facts, which asks whether the cloud still has all that it acknowledged.</summary>
    public ChangeBatch? Question(string appVersion) => database.Read(db => ThisTerminal.Read(db) is { } terminal
        ? new ChangeBatch(terminal.TerminalId, terminal.Epoch, terminal.AckedThrough + 1, HashAt(db, terminal, terminal.AckedThrough), Head(db, terminal).Sequence, terminal.Clock,
            appVersion, [], LastAcknowledged(db, terminal))
        : null);

    /// <summary>The cloud has kept everything through this sequence. False, and nothing is marked, when its hash is not ours: the two histories differ.</summary>
    public bool Acknowledge(int epoch, long through, string hash) => database.Write(db =>
    {
        var terminal = ThisTerminal.Read(db);
        if (terminal is null || terminal.Epoch != epoch || HashAt(db, terminal, through) != hash) return false;
        if (through <= terminal.AckedThrough) return true;
        db.Execute("update change set acked_at = @now where epoch = @epoch and sequence > @from and sequence <= @through",
            ("@now", Now), ("@epoch", epoch), ("@from", terminal.AckedThrough), ("@through", through));
        db.Execute("update terminal set acked_through = @through, void_until = case when void_until < @through then null else void_until end", ("@through", through));
        return true;
    });

    /// <summary>The cloud has less than it acknowledged (it was restored from a backup): send again from the fact after this.</summary>
    /// <returns>False when the facts that it lacks are no longer kept here.</returns>
    public bool Rewind(int epoch, long through) => database.Write(db =>
    {
        var terminal = ThisTerminal.Read(db);
        if (terminal is null || terminal.Epoch != epoch) return false;
        if (through < terminal.AckedThrough)
        {
            var oldest = db.Number("select min(sequence) from change where epoch = @epoch", ("@epoch", epoch));
            if (oldest > through + 1) return false;
        }
        db.Execute("update change set acked_at = null where epoch = @epoch and sequence > @through", ("@epoch", epoch), ("@through", through));
        db.Execute("update terminal set acked_through = @through", ("@through", Math.Min(through, Head(db, terminal).Sequence)));
        return true;
    });

    /// <summary>
    /// The cloud knows another history of this terminal (this disk was restored from a backup or cloned): the facts that it has not kept
    /// are numbered anew from 1 under a new epoch. Their ids, and the receipt numbers on paper, stay; the receipt series starts anew.
    /// </summary>
    public void Renumber(int newEpoch) => Renumber(newEpoch, everything: false);

    /// <summary>The cloud was restored from its backup and lacks facts of earlier epochs: all that is still kept here goes to it again, under a new epoch.</summary>
    public void Refill(int newEpoch) => Renumber(newEpoch, everything: true);

    void Renumber(int newEpoch, bool everything) => database.Write(db =>
    {
        var terminal = ThisTerminal.Read(db);
        if (terminal is null || newEpoch <= terminal.Epoch) return;
        var (epoch, through) = everything ? (0, 0) : (terminal.Epoch, terminal.AckedThrough);
        var unsent = db.All("""
            select fact_id, sequence, type, version, clock, payload, amount, till_session_id
            from change
            where (epoch, sequence) > (@epoch, @after)
            order by epoch, sequence
            """, row => (Change: ReadChange(row), Amount: row.GetInt64(6), Session: row.IsDBNull(7) ? null : row.GetString(7)), ("@epoch", epoch), ("@after", through));
        db.Execute("delete from change where (epoch, sequence) > (@epoch, @after)", ("@epoch", epoch), ("@after", through));
        var (sequence, hash) = (0L, HashChain.Genesis(terminal.TerminalId, newEpoch));
        foreach (var (old, amount, session) in unsent)
        {
            var change = old with { Sequence = ++sequence };
            hash = HashChain.Next(hash, change);
            Insert(db, newEpoch, change, hash, amount, session);
            db.Execute("update reward_stock_pending set epoch = @new, sequence = @sequence where fact_id = @fact",
                ("@new", newEpoch), ("@sequence", sequence), ("@fact", change.FactId.ToString()));
            db.Execute("update member_points_pending set epoch = @new, sequence = @sequence where sale_id = @fact",
                ("@new", newEpoch), ("@sequence", sequence), ("@fact", change.FactId.ToString()));
        }
        db.Execute("update terminal set epoch = @epoch, acked_through = 0, void_until = null", ("@epoch", newEpoch));
        // A disk of before is not to think that its epoch goes on.
        Allowances.Count(db);
        db.AfterCommit(() => Queued?.Invoke());
    });

    /// <summary>Gives back what was granted here and is wanted elsewhere.</summary>
    public void GiveBackAllowances() => Allowances.GiveBack(database, this, time);

    public Unsent Unsent => database.Read(db => db.One("""
        select count(*), coalesce(sum(c.amount), 0)
        from terminal t
        join change c on c.epoch = t.epoch and c.sequence > t.acked_through
        """, row => new Unsent(row.GetInt64(0), new(row.GetInt64(1)))))!;

    /// <summary>Takes note of the cloud's clock; a clock that is far ahead is left aside.</summary>
    public void Absorb(long seen) => database.Write(db =>
    {
        if (ThisTerminal.Read(db) is not { } terminal) return;
        var clock = new HybridClock(time, terminal.Clock);
        if (seen > terminal.Clock && clock.Absorb(seen)) db.Execute("update terminal set clock = @clock", ("@clock", clock.Last));
    });

    /// <summary>Drops what was acknowledged more than 45 days ago. The newest acknowledged fact always stays: the next one's hash begins with its.</summary>
    public int Forget() => database.Write(db => db.Execute("""
        delete from change
        where acked_at < @before
          and till_session_id is not (select till_session_id from till_session where closed_at is null)
          and (epoch <> (select epoch from terminal) or sequence < (select acked_through from terminal))
        """, ("@before", (time.GetUtcNow() - KeptFor).ToUnixTimeMilliseconds())));

    long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    static (long Sequence, string Hash) Head(Db db, ThisTerminal terminal) =>
        db.One<(long, string)?>("select sequence, hash from change where epoch = @epoch order by sequence desc limit 1",
            row => (row.GetInt64(0), row.GetString(1)), ("@epoch", terminal.Epoch)) ?? (0, HashChain.Genesis(terminal.TerminalId, terminal.Epoch));

    static string? HashOf(Db db, int epoch, long sequence) =>
        db.One("select hash from change where epoch = @epoch and sequence = @sequence", row => row.GetString(0), ("@epoch", epoch), ("@sequence", sequence));

    /// <summary>Null before the first acknowledgement. Only acknowledged facts stay behind in an earlier epoch.</summary>
    static Guid? LastAcknowledged(Db db, ThisTerminal terminal) => db.One<Guid?>("""
        select fact_id from change where (epoch = @epoch and sequence = @through) or epoch < @epoch order by epoch desc, sequence desc limit 1
        """, row => row.GetGuid(0), ("@epoch", terminal.Epoch), ("@through", terminal.AckedThrough));

    static string HashAt(Db db, ThisTerminal terminal, long sequence) =>
        sequence == 0 ? HashChain.Genesis(terminal.TerminalId, terminal.Epoch) : HashOf(db, terminal.Epoch, sequence) ?? "";

    /// <summary>As many as a request may hold, one at the least; half of the limit, because JSON escapes each payload once more.</summary>
    static List<Change> Fitting(List<Change> changes)
    {
        var room = ChangeBatch.maxExpandedBytes / 2;
        var fit = changes.FindIndex(change => (room -= change.Payload.Length) < 0);
        return fit < 0 ? changes : changes[..Math.Max(fit, 1)];
    }

    static void Insert(Db db, int epoch, Change change, string hash, long amount, string? session) => db.Execute("""
        insert into change (epoch, sequence, fact_id, type, version, clock, payload, hash, amount, till_session_id)
        values (@epoch, @sequence, @fact_id, @type, @version, @clock, @payload, @hash, @amount, @session)
        """,
        ("@epoch", epoch), ("@sequence", change.Sequence), ("@fact_id", change.FactId.ToString()), ("@type", change.Type), ("@version", change.Version),
        ("@clock", change.Clock), ("@payload", change.Payload), ("@hash", hash), ("@amount", amount), ("@session", session));

    static Change ReadChange(SqliteDataReader row) =>
        new(row.GetGuid(0), row.GetInt64(1), row.GetString(2), row.GetInt32(3), row.GetInt64(4), row.GetString(5));
}
