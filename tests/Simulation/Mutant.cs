namespace Sasuai.Simulation;

/// <summary>
/// The bugs of SYNC 2.2 that the simulation must notice. Each breaks one rule around the product's own code, in the test build only; a
/// proof that does not fail on them proves nothing.
/// </summary>
public enum Mutant
{
    None,
    /// <summary>The cloud keeps and posts a fact again whose id it knows.</summary>
    NoDedup,
    /// <summary>The cloud never compares two histories of one terminal.</summary>
    NoForkCheck,
    /// <summary>The cloud acknowledges what its own counter says, not what the batch proved.</summary>
    CumAck,
    /// <summary>The terminal's disk forgets the newest commits in a power cut.</summary>
    SyncNormal,
    /// <summary>A page's cursor is on the disk before its items.</summary>
    CursorSeparate,
    /// <summary>What cannot be posted is answered well and dropped.</summary>
    SwallowPoison,
    /// <summary>Feeds are numbered when a transaction begins, and shown when it commits.</summary>
    NaiveCursor,
    /// <summary>A member's figures do not say which facts are in them, so that a page which overtakes an acknowledgement counts them twice. Found by this simulation.</summary>
    OverlayByAck,
    /// <summary>A cloud that was set back does not notice that it lost facts of epochs that it no longer knows. Found by this simulation.</summary>
    NoRefill,
    /// <summary>Feeds have no checksum, so that a till which has read what the cloud has forgotten goes on where it was.</summary>
    NoChecksum,
    /// <summary>Of two edits of a member the one that came last holds, whenever it was made.</summary>
    LwwArrival,
    /// <summary>Of two edits of the same clock the one that came first holds.</summary>
    NoTieBreak,
    /// <summary>A tag that is removed goes wherever it was added, seen or not.</summary>
    RemoveByValue,
    /// <summary>A till keeps its own edit under its own clock and is never told that the cloud counted it with another.</summary>
    NoOverlay,
    /// <summary>A disk that was set back does not notice it, and takes the same points again.</summary>
    NoWitness,
    /// <summary>What a till took of its allowance is not on the disk with the fact that takes it.</summary>
    GrantNotDurable,
    /// <summary>The cloud takes an allowance back by itself, because its holder was not heard of.</summary>
    BlindReclaim
}
