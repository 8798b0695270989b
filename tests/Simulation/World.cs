using Sasuai.Kiosk.LocalData;
using Sasuai.Sales;

namespace Sasuai.Simulation;

/// <summary>How big a world is.</summary>
sealed record Size(int Stores, int Terminals, int Days)
{
    /// <summary>SYNC 2: four stores of five terminals for fourteen days.</summary>
    public static readonly Size Full = new(4, 5, 14);
}

/// <summary>
/// A chain of stores over some weeks on one thread and one queue of events, everything drawn from the seed: the same seed is the same
/// history to the last step (SYNC 2.2). In the end all faults stop, and two days later everybody must agree.
/// </summary>
sealed class World : IDisposable
{
    const int healingRounds = 16;
    /// <summary>Steps of the database's machine within which a crash comes: some sales and pages of feeds.</summary>
    const int crashStepsMax = 3_000;
    /// <summary>Visits a day at which points are taken, and from how many members: so few that their points are scarce.</summary>
    const int pointsVisits = 30, scarceMembers = 4, usualTills = 3;
    static readonly TimeSpan healingStep = TimeSpan.FromHours(3);

    readonly string folder = NewFolder();
    readonly PriorityQueue<Action, (DateTimeOffset At, long Order)> events = new();
    readonly List<SimulatedTill> tills = [];
    readonly List<Action> underWay = [];
    readonly SimulatedTime time = new();
    readonly Chance chance;
    readonly Mutant mutant;
    readonly Size size;
    long order;
    CloudState? cloudBackup;

    public World(int seed, Mutant mutant = Mutant.None, Size? size = null, Func<Faults, Faults>? faults = null)
    {
        (chance, this.mutant, this.size) = (new(seed), mutant, size ?? Size.Full);
        Faults = faults is null ? Faults.Draw(chance) : faults(Faults.Draw(chance));
        Shop = new(chance, this.size.Stores, this.size.Terminals);
        Cloud = new(Shop, time, chance, mutant);
        Verdict = new(this, seed, mutant);
        var empty = Path.Combine(folder, LocalDatabase.FileName);
        LocalDatabase.Open(empty).Dispose();
        foreach (var terminal in Shop.Terminals)
        {
            var disk = Path.Combine(folder, terminal.Id.ToString());
            SimulatedTill.Enrol(disk, empty, Shop, terminal);
            Start(new(disk, Shop, terminal, time, Network(terminal), mutant));
        }
        Plan();
    }

    public Shop Shop { get; }
    public Faults Faults { get; }
    public SimulatedCloud Cloud { get; }
    public Verdict Verdict { get; }
    public IReadOnlyList<SimulatedTill> Tills => tills;
    public long Steps { get; private set; }

    IReadOnlyList<MemberId> Scarce => [.. Shop.Members.Take(scarceMembers)];
    DateTimeOffset End => SimulatedTime.Start.AddDays(size.Days);

    /// <summary>Lives through all of it and tells what is wrong afterwards; nothing when all is well.</summary>
    public IReadOnlyList<string> Run()
    {
        while (events.TryDequeue(out var step, out var when) && when.At < End) Step(step, when.At);
        Heal();
        return Verdict.Judge();
    }

    public void Dispose()
    {
        foreach (var till in tills) till.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    void Step(Action step, DateTimeOffset at)
    {
        time.Now = at > time.Now ? at : time.Now;
        Steps++;
        step();
    }

    void At(DateTimeOffset at, Action step) => events.Enqueue(step, (at, order++));
    void After(TimeSpan wait, Action step) => At(time.Now + wait, step);
    DateTimeOffset Sometime() => SimulatedTime.Start + chance.Between(TimeSpan.Zero, End - SimulatedTime.Start);
    TimeSpan Hours(double least, double most) => chance.Between(TimeSpan.FromHours(least), TimeSpan.FromHours(most));

    SimulatedNetwork Network(SimulatedTerminal terminal) => new(Cloud, terminal.Id, chance, Later) { Lost = Faults.Lost, Twice = Faults.Twice };

    /// <summary>A copy that the network still holds; at the latest it arrives when everything is well again.</summary>
    void Later(Action arrive)
    {
        underWay.Add(arrive);
        After(Hours(0.01, 1), () => { if (underWay.Remove(arrive)) arrive(); });
    }

    void Start(SimulatedTill till)
    {
        if (Faults.WrongClocks) till.Time.Off = chance.Hit(0.1) ? Hours(-72, 72) : Hours(-0.03, 0.03);
        tills.Add(till);
        After(Hours(0, 2), () => Sync(till));
        After(Hours(2, 12), () => Sell(till));
        if (Faults.PowerCuts > 0) Often(Faults.PowerCuts, till.PowerCut);
        if (Faults.Crashes > 0) Often(Faults.Crashes, () => till.CrashAfter(chance.Between(1, crashStepsMax)));
        if (Faults.Restores > 0) Keep(till);
    }

    /// <summary>So many times a day, at random.</summary>
    void Often(double perDay, Action act)
    {
        var times = chance.Between(0, (int)(2 * perDay * size.Days));
        for (var i = 0; i < times; i++)
            if (Sometime() is var at && at > time.Now) At(at, act);
    }

    void Sell(SimulatedTill till)
    {
        if (till.Sell(chance, chance.Hit(Faults.Poison)) is { } sale) Verdict.Printed(till, sale);
        After(Hours(1, 9), () => Sell(till));
    }

    void Rename(SimulatedTill till, MemberId member)
    {
        if (till.Rename(chance, member) is { } fact) Verdict.Renamed(till, fact);
    }

    /// <summary>A member with few points comes to a till, and takes some at once or later.</summary>
    void Visit(SimulatedTill till, MemberId member)
    {
        if (chance.Hit(0.5)) till.AskForPoints(member);
        if (chance.Hit(0.7)) After(Hours(0, 20), () => Spend(till, member));
    }

    void Spend(SimulatedTill till, MemberId member)
    {
        if (till.Spend(chance, member) is not { } claim) return;
        Verdict.Claimed(till, claim);
        if (chance.Hit(0.2)) After(Hours(0, 3), () => { if (till.TakeBack(claim) is { } back) Verdict.TakenBack(till, back); });
    }

    void Sync(SimulatedTill till)
    {
        if (mutant == Mutant.CursorSeparate && chance.Hit(0.05)) till.Network.ItemsLost = true;
        var well = till.Sync();
        till.Network.ItemsLost = false;
        if (well && chance.Hit(0.4)) After(Hours(0, 0.5), () => Cloud.Apply(till.Terminal.Store));
        After(well ? Hours(3, 7) : Hours(0.5, 4), () => Sync(till));
    }

    void Plan()
    {
        for (var day = 0; day < size.Days; day++) At(SimulatedTime.Start.AddDays(day) + Hours(0, 24), SetPrice);
        // Two at once, so that there are edits of the same clock.
        Often(3, () =>
        {
            var member = chance.Of(Shop.Members);
            for (var i = chance.Between(1, 2); i > 0; i--) Rename(chance.Of(tills), member);
        });
        Often(pointsVisits, () => Visit(chance.Hit(0.5) ? chance.Of(tills) : tills[chance.Between(0, usualTills - 1)], chance.Of(Scarce)));
        foreach (var store in Shop.Stores)
        {
            Often(1, () => Cloud.Apply(store.Store));
            Often(Faults.StoreCuts / 7, () => Cut(store.Store));
        }
        for (var i = 0; i < Faults.FullDisks; i++) At(Sometime(), () =>
        {
            var till = chance.Of(tills);
            till.FillDisk(full: true);
            After(Hours(1, 30), () => till.FillDisk(full: false));
        });
        for (var i = 0; i < Faults.Clones; i++) At(Sometime(), Clone);
        for (var i = 0; i < Faults.CloudRestores; i++)
        {
            var backup = Sometime();
            At(backup, () => cloudBackup = Cloud.Backup());
            At(backup + Hours(0.5, 30), RestoreCloud);
        }
    }

    void SetPrice() => Cloud.SetPrice(chance.Of(Shop.Products).ProductId, new(chance.Between(10, 500) * 100));

    void Cut(StoreId store)
    {
        var shop = tills.Where(till => till.Terminal.Store == store).ToArray();
        foreach (var till in shop) till.Network.Cut = true;
        After(Hours(0.1, 72), () => { foreach (var till in shop) till.Network.Cut = false; });
    }

    /// <summary>A backup each day, and the disk set back to one of them now and then.</summary>
    void Keep(SimulatedTill till)
    {
        string? backup = null;
        for (var day = 0; day < size.Days; day++)
            if (SimulatedTime.Start.AddDays(day) + Hours(0, 24) is var at && at > time.Now) At(at, () =>
            {
                if (backup is not null) Directory.Delete(backup, recursive: true);
                backup = till.Backup();
            });
        Often(Faults.Restores, () =>
        {
            if (backup is null) return;
            till.Load(backup);
            Verdict.Excuse();
            // Who was here before comes back, and the disk does not remember them.
            foreach (var member in Scarce) After(Hours(0, 2), () => Spend(till, member));
        });
    }

    void Clone()
    {
        var original = chance.Of(tills);
        Start(new(original.Backup(), Shop, original.Terminal, time, Network(original.Terminal), mutant));
    }

    void RestoreCloud()
    {
        if (cloudBackup is null) return;
        var known = Cloud.State.PriceVersion;
        Cloud.Restore(cloudBackup);
        // The office misses some prices, and enters more than were lost: the numbers have overtaken the tills before they come.
        if (known > Cloud.State.PriceVersion)
            for (var i = known - Cloud.State.PriceVersion; i >= 0; i--) SetPrice();
        Verdict.Excuse();
    }

    /// <summary>Nothing breaks any more; late copies still arrive.</summary>
    void Heal()
    {
        foreach (var arrive in underWay) Step(arrive, End);
        foreach (var till in tills) (till.Network.Lost, till.Network.Twice, till.Network.Cut) = (0, 0, false);
        foreach (var till in tills) till.FillDisk(full: false);
        for (var round = 0; round < healingRounds; round++)
        {
            foreach (var till in tills) Step(() => till.Sync(), time.Now);
            foreach (var store in Shop.Stores) Step(() => Cloud.Apply(store.Store), time.Now + healingStep);
        }
        foreach (var till in tills) till.Sync();
    }

    /// <summary>In memory where the system has a place for that: what a simulated power cut leaves is decided by the world, not by this machine's disk.</summary>
    static string NewFolder() =>
        Directory.CreateDirectory(Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"sasuai-simulation-{Guid.CreateVersion7()}")).FullName;
}
