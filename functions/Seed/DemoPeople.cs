using Sasuai.Staff;

namespace Sasuai.Functions.Seed;

/// <param name="StoreCode">The only store they work in; null for all.</param>
sealed record DemoStaff(string Number, string Name, Role Role, string Pin, string? StoreCode = null, string? Email = null);

sealed record DemoMember(string Name, string Phone, string Card, long LifetimePoints);

/// <summary>Who works and who shops in the demo. Nobody here exists.</summary>
static class DemoPeople
{
    /// <summary>Of the owner and the manager; a demo has no secrets.</summary>
    public const string password = "sasuai-demo";

    public static IReadOnlyList<DemoStaff> Staff { get; } =
    [
        new("100", "Sri Wahyuni", Role.Owner, "1000", Email: "owner@sasuai.test"),
        new("110", "Budi Santoso", Role.Manager, "1100", "JKT01", "manager@sasuai.test"),
        new("101", "Ani Lestari", Role.Cashier, "1234", "JKT01"),
        new("102", "Dewi Anggraini", Role.Cashier, "2345", "JKT01"),
        new("103", "Made Suardana", Role.Cashier, "3456", "DPS01"),
    ];

    /// <summary>The first stands ten points below Perak, so that one small sale reaches it.</summary>
    public static IReadOnlyList<DemoMember> Members { get; } =
    [
        new("Rina Kartika", "081234567890", "MBR-0001", 990),
        new("Agus Pratama", "081298765432", "MBR-0002", 120),
        new("Siti Aminah", "085711223344", "MBR-0003", 1_450),
        new("Wayan Sudirta", "087855667788", "MBR-0004", 4_990),
        new("Putri Maharani", "089911223344", "MBR-0005", 0),
        new("Joko Susilo", "082133445566", "MBR-0006", 6_200),
    ];
}
