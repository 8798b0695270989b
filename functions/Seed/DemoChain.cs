using Sasuai.Codes;
using Sasuai.Functions.Catalogue;
using Sasuai.Functions.Loyalty;
using Sasuai.Functions.Platform;
using Sasuai.Functions.Staff;
using Sasuai.Functions.Terminals;
using Sasuai.Staff;

namespace Sasuai.Functions.Seed;

/// <summary>Plants the demo's chain: two stores in two time zones, four terminals, staff, about 2 000 products, members. Planting twice changes nothing.</summary>
sealed class DemoChain(Work work)
{
    public static readonly ChainId Chain = new(SeedId.Of("chain"));
    public static readonly PriceBookId Book = new(SeedId.Of("price-book"));
    public static readonly (string Code, string Name, string TimeZone, string Address)[] Stores =
    [
        ("JKT01", "Toko Sasuai Jakarta", "Asia/Jakarta", "Jl. Kebon Jeruk 1, Jakarta"),
        ("DPS01", "Toko Sasuai Denpasar", "Asia/Makassar", "Jl. Teuku Umar 8, Denpasar"),
    ];
    public static readonly (string Name, long From, int Multiplier)[] Tiers = [("Perunggu", 0, 100), ("Perak", 1_000, 125), ("Emas", 5_000, 150)];

    /// <summary>What is ten per cent off.</summary>
    public const string promotedCategory = "Biskuit";
    public const int terminalsPerStore = 2;

    static readonly DateTimeOffset begin = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static StoreId Store(string code) => new(SeedId.Of($"store:{code}"));
    public static TerminalId Terminal(string store, int number) => new(SeedId.Of($"terminal:{store}:{number}"));
    public static ProductId Product(string gtin) => new(SeedId.Of($"product:{gtin}"));
    public static MemberId Member(string card) => new(SeedId.Of($"member:{card}"));
    public static StaffId StaffMember(string number) => new(SeedId.Of($"staff:{number}"));

    public async Task Plant()
    {
        // Two seeds at once take turns; the second finds everything there.
        await work.Execute("select pg_advisory_xact_lock(7215002)");
        await work.Execute(insertChain, new { chain = Chain, book = Book });
        foreach (var (name, from, multiplier) in Tiers)
            await work.Execute(insertTier, new { id = SeedId.Of($"tier:{name}"), chain = Chain, name, from, multiplier });
        await work.Execute(insertPromotion, new { id = SeedId.Of("promotion:biskuit"), chain = Chain, category = promotedCategory, begin });
        var fresh = new List<StoreId>();
        foreach (var store in Stores)
            if (await work.Execute(insertStore, new { id = Store(store.Code), chain = Chain, store.Code, store.Name, store.TimeZone, store.Address, book = Book }) == 1)
                fresh.Add(Store(store.Code));
        foreach (var (code, number) in Stores.SelectMany(store => Enumerable.Range(1, terminalsPerStore).Select(number => (store.Code, number))))
            await work.Execute(insertTerminal, new { id = Terminal(code, number), chain = Chain, store = Store(code), number, name = $"Kasir {number}" });
        await PlantStaff();
        await StoreTable.Tell(work, Chain, fresh);
        await PlantProducts();
        await PlantMembers();
    }

    async Task PlantStaff()
    {
        var known = (await work.Query<string>("select number from staff where chain_id = @chain", new { chain = Chain })).ToHashSet(StringComparer.Ordinal);
        foreach (var person in DemoPeople.Staff.Where(person => !known.Contains(person.Number)))
            await work.Execute(insertStaff, new
            {
                id = StaffMember(person.Number), chain = Chain, store = person.StoreCode is { } code ? Store(code) : default(StoreId?), person.Number, person.Name, role = person.Role.ToString(),
                pin = PinHash.Make(person.Pin, SeedId.Of($"salt:{person.Number}").ToByteArray()), person.Email, password = person.Email is null ? null : Password.Make(DemoPeople.password)
            });
    }

    async Task PlantProducts()
    {
        var products = DemoCatalogue.All.Select((product, index) => new NewProduct(
            Product(product.Gtin), $"S{index + 1:00000}", product.Name, product.Category, "pcs", "PPN", new(product.Price * 8 / 10), [$"S{index + 1:00000}", ProductCode.Normalise(product.Gtin)])).ToArray();
        var added = (await ProductTable.Add(work, Chain, products)).ToHashSet();
        await ProductTable.Tell(work, Chain, added);
        var prices = DemoCatalogue.All.Where(product => added.Contains(Product(product.Gtin))).Select(product => (Product(product.Gtin), new Money(product.Price), begin)).ToArray();
        await PriceTable.Add(work, Chain, Book, prices, null);
    }

    Task PlantMembers() => MemberTable.Add(work, Chain, [.. DemoPeople.Members.Select(member => new NewMember(
        Member(member.Card), member.Name, PhoneNumber.Read(member.Phone).Value.Digits, member.Card,
        new TierId(SeedId.Of($"tier:{Tiers.Last(tier => tier.From <= member.LifetimePoints).Name}")), member.LifetimePoints, begin))]);

    const string insertChain = """
        insert into chain (chain_id, name, currency, decimals, amount_per_point) values (@chain, 'Toko Sasuai', 'IDR', 0, 1000) on conflict do nothing;
        insert into price_book (price_book_id, chain_id, name) values (@book, @chain, 'Harga umum') on conflict do nothing;
        insert into tax_rate (chain_id, code, rate_basis_points, base_numerator, base_denominator) values (@chain, 'PPN', 1200, 11, 12), (@chain, 'NONE', 0, 1, 1) on conflict do nothing
        """;

    const string insertTier = """
        insert into tier (tier_id, chain_id, name, from_lifetime_points, multiplier_percent) values (@id, @chain, @name, @from, @multiplier) on conflict do nothing
        """;

    const string insertPromotion = """
        insert into promotion (promotion_id, chain_id, name, percent_basis_points, category, starts_at)
        values (@id, @chain, 'Biskuit hemat 10 %', 1000, @category, @begin) on conflict do nothing
        """;

    const string insertStore = """
        insert into store (store_id, chain_id, code, name, time_zone, address, npwp, receipt_footer, cash_rounding, language, price_book_id)
        values (@id, @chain, @code, @name, @timeZone, @address, '01.234.567.8-901.000', 'Terima kasih, sampai jumpa lagi', 100, 'id', @book) on conflict do nothing
        """;

    const string insertTerminal = """
        insert into terminal (terminal_id, chain_id, store_id, number, name) values (@id, @chain, @store, @number, @name) on conflict do nothing
        """;

    const string insertStaff = """
        insert into staff (staff_id, chain_id, store_id, number, name, role, pin_hash, email, password_hash)
        values (@id, @chain, @store, @number, @name, @role, @pin, @email, @password) on conflict do nothing
        """;
}
