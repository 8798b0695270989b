using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Sasuai.Kiosk.LocalData;
using Sasuai.Kiosk.Sync;
using Sasuai.Loyalty;
using Sasuai.Pricing;
using Sasuai.Sales;
using Sasuai.Sync;
using Sasuai.Tills;
using SQLitePCL;

namespace Sasuai.Simulation;

/// <summary>
/// One cashier machine: the product's own local database, journal, change queue and sync lanes on a disk of its own, driven by the world
/// and not by timers. What the world does to it is what happens to machines: the power fails, the disk is set back, somebody clones it.
/// </summary>
sealed class SimulatedTill : IDisposable
{
    static readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    static readonly Money coin = new(100);
    static readonly RewardId reward = new(new("0198a000-0000-7000-8000-000000000001"));
    static readonly EarningRule earning = new(new Money(1_000));
    static readonly string[] files = [LocalDatabase.FileName, LocalDatabase.FileName + "-wal"];
    const int batchesMax = 50;
    const long pagesMax = 1L << 30;

    readonly string folder;
    readonly Shop shop;
    readonly SimulatedTerminal terminal;
    readonly Mutant mutant;
    readonly HttpClient http;
    LocalDatabase database = null!;
    ChangeQueue changes = null!;
    PushLane push = null!;
    PullLane pull = null!;
    Catalogue catalogue = null!;
    int copies;
    object? begun;
    string? beforeLast, crashed;

    public SimulatedTill(string folder, Shop shop, SimulatedTerminal terminal, SimulatedTime real, SimulatedNetwork network, Mutant mutant)
    {
        (this.folder, this.shop, this.terminal, this.mutant, Network, Time) = (folder, shop, terminal, mutant, network, new(real));
        http = new(network) { Timeout = Timeout.InfiniteTimeSpan };
        Open();
    }

    public SimulatedTerminal Terminal => terminal;
    public SimulatedNetwork Network { get; }
    public WrongClock Time { get; }

    /// <summary>A disk on which nobody has sold yet.</summary>
    public static void Enrol(string folder, string template, Shop shop, SimulatedTerminal terminal)
    {
        Directory.CreateDirectory(folder);
        File.Copy(template, Path.Combine(folder, LocalDatabase.FileName));
        using var disk = LocalDatabase.Open(Path.Combine(folder, LocalDatabase.FileName));
        disk.Write(db => ThisTerminal.Enrolled(db, new(terminal.Id, shop.Chain, terminal.Store, terminal.StoreCode, terminal.Number, 1), new("http://cloud")));
    }

    /// <summary>Sells one thing as the lane does, in one transaction; null when nothing can be sold here yet, or something broke on the way.</summary>
    /// <param name="damaged">The sums of the sale do not agree, as if this till had a bug.</param>
    public SaleCompleted? Sell(Chance chance, bool damaged) => Unbroken(() => SellOne(chance, damaged), sale => sale!.SaleId.Value);

    SaleCompleted? SellOne(Chance chance, bool damaged)
    {
        var now = Time.GetUtcNow();
        if (catalogue.ById(chance.Of(shop.Products).ProductId, now)?.Product is not { } product) return null;
        var basket = Basket.Start(new(chance.Id())).Add(product, Quantity.From(chance.Between(1, 3))).Value;
        if (chance.Hit(0.6)) basket = basket.Attach(new(chance.Of(shop.Members), "Anggota", null, 0, 100));
        if (chance.Hit(0.1)) basket = basket.Show("SEKALI");
        if (chance.Hit(0.2)) AskForOffers(basket);
        var priced = BestOffer.Price(basket, new(shop.Offers, TimeZoneInfo.Utc, Granted: database.Read(db => OfferUses.Granted(db, shop.Offers))), now);
        if (mutant == Mutant.SyncNormal) beforeLast = Backup();
        return database.Write(db =>
        {
            var (self, session) = (ThisTerminal.Read(db)!, Session(db, chance, now));
            var at = new AtTheTill(SaleJournal.NextNumber(db, self), session.Id, shop.Cashier, session.BusinessDate, now);
            var sale = Checkout.Complete(basket, priced, [(TenderKind.Cash, Checkout.Due(priced, inCash: true, coin), null)], coin, earning, at).Value;
            sale = OfferUses.Take(db, sale, shop.Offers);
            if (damaged) sale = sale with { Gross = sale.Gross + coin };
            var change = changes.Append(db, sale.SaleId.Value, sale, sale.Total);
            SaleJournal.Insert(db, sale, change.Payload);
            if (sale.MemberId is { } member && sale.Points > 0) Members.AddPending(db, sale.SaleId.Value, member, sale.Points, self, change.Sequence);
            return Begun(sale);
        });
    }

    /// <summary>Puts a member's name right as the lane does, and adds or removes a tag; the fact, or null for a member who is not known here yet.</summary>
    public Guid? Rename(Chance chance, MemberId member) => Unbroken(() => database.Write(db =>
    {
        if (Members.ById(db, member) is not { } known) return (Guid?)null;
        var (number, fact) = (chance.Between(1, 100_000), chance.Id());
        var (tag, entries) = ($"T{number % 3}", Members.EntriesOf(db, member));
        var edit = EntriesEdit.Decide(number % 2 == 0 || !entries.Any(entry => entry.Value == tag) ? tag : $"-{tag}", entries, () => DerivedId.From(fact, tag)).Value;
        var edited = ProfileEdit.Decide(member, $"Anggota {number}", "", "", null, shop.Cashier, Time.GetUtcNow(), entries: edit).Value;
        var change = changes.Append(db, fact, edited, Money.Zero);
        MemberEdits.Add(db, change, edited);
        Members.Change(db, known, edited);
        return (Guid?)Begun(change.FactId);
    }), fact => fact!.Value);

    /// <summary>Asks the cloud for all points of a member, as the lane does when the member comes.</summary>
    public void AskForPoints(MemberId member) => Unbroken(() => database.Write(db =>
    {
        if (shop.Rules.RiskPortion is > 0 and var portion) AllowanceQuestions.AskWhenLow(db, changes, Scarce.PointsRisk, terminal.Store.Value, portion, Time.GetUtcNow());
        if (Members.ById(db, member) is { Points: > 0 } known) AllowanceQuestions.Ask(db, changes, Scarce.Points, member.Value, known.Points, Time.GetUtcNow());
        return true;
    }));

    /// <summary>Asks the cloud for some of what few baskets may use, as the lane does when one begins.</summary>
    void AskForOffers(Basket basket) => database.Write(db =>
    {
        foreach (var offer in shop.Offers.Where(offer => offer.Coupon is null || basket.Coupons is not null))
            AllowanceQuestions.AskWhenLow(db, changes, Scarce.Promotion, offer.PromotionId.Value, offer.Portion, Time.GetUtcNow());
    });

    /// <summary>Gives a reward for some of the points that this till may take, or for all; null when there are none.</summary>
    public RewardClaimed? Spend(Chance chance, MemberId member)
    {
        if (mutant == Mutant.SyncNormal) beforeLast = Backup();
        return Unbroken(() => database.Write(db =>
        {
            var has = Members.ById(db, member) is { } known ? MemberPoints.Here(db, known, terminal.Store, shop.Rules) : 0;
            if (has <= 0) return null;
            var points = chance.Hit(0.2) ? has : chance.Between(1, (int)has);
            var (held, risk) = MemberPoints.Take(db, member, points, terminal.Store)!.Value;
            var claim = new RewardClaimed(new(chance.Id()), reward, member, null, points, shop.Cashier, Time.GetUtcNow(), held, risk);
            var change = changes.Append(db, claim.RewardClaimId.Value, claim, Money.Zero);
            Members.AddPending(db, claim.RewardClaimId.Value, member, -points, ThisTerminal.Read(db)!, change.Sequence, risk);
            return Begun(claim);
        }), claim => claim!.RewardClaimId.Value);
    }

    /// <summary>The reward is given back, if this disk knows of it.</summary>
    public RewardClaimCancelled? TakeBack(RewardClaimed claim) => Unbroken(() => database.Write(db =>
    {
        if (!ChangeQueue.Knows(db, claim.RewardClaimId.Value)) return null;
        var held = Allowances.Return(db, claim.MemberId.Value, claim.Points - (claim.Risk?.Amount ?? 0), claim.Held?.Epoch);
        var risk = claim.Risk is { } risked ? Allowances.Return(db, [risked])![0] : null;
        var back = new RewardClaimCancelled(claim.RewardClaimId, claim.RewardId, claim.MemberId, claim.Points, shop.Cashier, Time.GetUtcNow(), "salah", held, risk);
        var id = BackId(claim.RewardClaimId);
        if (ChangeQueue.Knows(db, id)) return null;
        var change = changes.Append(db, id, back, Money.Zero);
        Members.AddPending(db, id, claim.MemberId, claim.Points, ThisTerminal.Read(db)!, change.Sequence, risk);
        return Begun(back);
    }), back => BackId(back!.RewardClaimId));

    public static Guid BackId(RewardClaimId claim) => DerivedId.From(claim.Value, "cancelled");

    /// <summary>Sends all, and fetches all whether or not that went well, as the two lanes do. False when something broke on the way.</summary>
    public bool Sync() => Reached(SendAll) & Reached(() => pull.Once(default).GetAwaiter().GetResult());

    void SendAll()
    {
        for (var i = 0; i < batchesMax && push.Once(default).GetAwaiter().GetResult() is { More: true }; i++) { }
    }

    bool Reached(Action ask) => Unbroken(() =>
    {
        try
        {
            ask();
            return true;
        }
        catch (Exception away) when (away is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    });

    /// <summary>The default when the disk is full, or when the power failed in the middle: then the till goes on with what was on the disk at that moment.</summary>
    /// <param name="fact">Of what was begun: if the disk has it, it is done, though nobody was told.</param>
    T? Unbroken<T>(Func<T> act, Func<T, Guid>? fact = null)
    {
        begun = null;
        try
        {
            return act();
        }
        catch (SqliteException broken) when (broken.SqliteErrorCode is raw.SQLITE_FULL or raw.SQLITE_INTERRUPT)
        {
            if (crashed is { } disk) Load(disk, again: false);
            return fact is not null && begun is T done && Knows(fact(done)) ? done : default;
        }
    }

    T Begun<T>(T act)
    {
        begun = act;
        return act;
    }

    /// <summary>The power will fail in the middle of a statement, so many steps of the database's machine from now. What is on the disk then is all that stays.</summary>
    public void CrashAfter(int steps)
    {
        // Not yet while this is made ready.
        var armed = false;
        Unbroken(() => database.Write(db =>
        {
            raw.sqlite3_progress_handler(db.Connection.Handle, 1, _ =>
            {
                if (!armed || --steps > 0) return 0;
                crashed ??= Backup();
                return 1;
            }, null);
            return true;
        }));
        armed = true;
    }

    /// <summary>Not one page more goes onto the disk, until there is room again.</summary>
    public void FillDisk(bool full) => Unbroken(() => database.Write(db => db.Number($"pragma max_page_count = {(full ? db.Number("pragma page_count") : pagesMax)}")));

    /// <summary>Whatever was not on the disk is gone.</summary>
    public void PowerCut()
    {
        var disk = mutant == Mutant.SyncNormal && beforeLast is not null ? beforeLast : Backup();
        Load(disk, again: false);
        if (mutant == Mutant.GrantNotDurable) database.Write(db => db.Execute("update allowance set used = 0"));
    }

    /// <summary>A copy of the disk as it is.</summary>
    public string Backup()
    {
        var copy = $"{folder}.copy{++copies}";
        Copy(folder, copy);
        return copy;
    }

    /// <summary>Goes on with the disk of then.</summary>
    /// <param name="again">The copy is needed once more.</param>
    public void Load(string copy, bool again = true)
    {
        database.Dispose();
        Copy(copy, folder, again);
        if (!again) Directory.Delete(copy, recursive: true);
        beforeLast = crashed = null;
        Open();
    }

    /// <summary>How many sales are on this disk, and how much was taken of allowances.</summary>
    public (long Sales, long Used) Held() => database.Read(db => (db.Number("select count(*) from sale"), db.Number("select coalesce(sum(used), 0) from allowance")));

    public bool Knows(Guid fact) => database.Read(db => ChangeQueue.Knows(db, fact));

    public long Unsent => changes.Unsent.Facts;

    /// <summary>A member's points as the cashier sees them.</summary>
    public long? Points(MemberId member) => database.Read(db => Members.ById(db, member)?.Points);

    public IReadOnlyList<ProfileEntry> Entries(MemberId member) => database.Read(db => Members.EntriesOf(db, member));

    public string? Name(MemberId member) => database.Read(db => Members.ById(db, member)?.Name);

    public (long Version, Money Price)? PriceOf(ProductId product) =>
        catalogue.ById(product, Time.GetUtcNow())?.Product is { } known ? (known.PriceVersion, known.UnitPrice) : null;

    public void Dispose()
    {
        database.Dispose();
        http.Dispose();
    }

    void Open()
    {
        database = LocalDatabase.Open(Path.Combine(folder, LocalDatabase.FileName), mutant == Mutant.NoWitness ? null : new Witness(folder + Witness.Suffix));
        // A log of fewer pages than in the shops: it is copied at every power cut, and brought into the file more often.
        database.Write(db => db.Number("pragma wal_autocheckpoint = 100"));
        changes = new(database, Time);
        var cloud = new CloudClient(http, new("http://cloud"), key, terminal.Id, Time);
        (push, pull, catalogue) = (new(changes, cloud, Time, "sim"), new(new(database, Time), changes, cloud), new(database, shop.PriceFeed));
    }

    TillSession Session(Db db, Chance chance, DateTimeOffset now)
    {
        if (TillSessions.Open(db) is { } open) return open;
        var opened = new TillSessionOpened(new(chance.Id()), shop.Cashier, DateOnly.FromDateTime(now.UtcDateTime), now, Money.Zero);
        TillSessions.Insert(db, opened);
        changes.Append(db, opened.TillSessionId.Value, opened, Money.Zero);
        return TillSessions.Open(db)!;
    }

    static void Copy(string from, string to, bool again = true)
    {
        Directory.CreateDirectory(to);
        foreach (var file in files.Append(LocalDatabase.FileName + "-shm")) File.Delete(Path.Combine(to, file));
        foreach (var file in files)
        {
            if (!File.Exists(Path.Combine(from, file))) continue;
            if (again) File.Copy(Path.Combine(from, file), Path.Combine(to, file));
            else File.Move(Path.Combine(from, file), Path.Combine(to, file));
        }
    }
}
