using Microsoft.Data.Sqlite;
using Sasuai.Dev;
using Sasuai.Kiosk.LocalData;

namespace Sasuai.Tests;

/// <summary>A till that sold with an earlier program goes on with what it had.</summary>
public sealed class UpgradeTests
{
    [Fact]
    public void Members_of_an_earlier_program_are_found_by_name_and_what_they_used_is_counted()
    {
        using var folder = TempFolder.Create("upgrade");
        var path = folder.File(LocalDatabase.FileName);
        var (budi, promotion) = (TestTill.Budi, new PromotionId(Guid.CreateVersion7()));
        Make(path, 6, $$"""
            insert into member (member_id, name, phone, card, tier_id, points, lifetime_points, active, feed, generation, store_credit, account_limit, account_used)
            values ('{{budi}}', 'Budi', '6281234567890', 'M-0001', null, 400, 1200, 1, 'member', 1, 2500, 0, 0);
            insert into till_session (till_session_id, cashier_id, business_date, opened_at, opening_float) values ('s', 'c', '2026-03-03', 1, 0);
            insert into sale (sale_id, kind, receipt_number, till_session_id, business_date, at, total, body, original_id) values
                ('kept', 'sale', '1', 's', '2026-03-03', 1, 1, '{"memberId":"{{budi}}","lines":[{"offers":[{"promotionId":"{{promotion}}"}]},{"offers":[{"promotionId":"{{promotion}}"}]},{}]}', null),
                ('undone', 'sale', '2', 's', '2026-03-03', 1, 1, '{"memberId":"{{budi}}","lines":[{"offers":[{"promotionId":"{{promotion}}"}]}]}', null),
                ('nobody', 'sale', '3', 's', '2026-03-03', 1, 1, '{"lines":[{"offers":[{"promotionId":"{{promotion}}"}]}]}', null),
                ('void', 'refund', '4', 's', '2026-03-03', 1, 1, '{"kind":"Void"}', 'undone');
            """);

        using var after = LocalDatabase.Open(path);

        var found = after.Read(db => Members.ByName(db, "bu", 9)).ShouldHaveSingleItem();
        (found.MemberId, found.Points, found.StoreCredit, found.SameAs).ShouldBe((budi, 400, new Money(2_500), null));
        after.Read(db => db.All("select member_id || ' ' || promotion_id || ' ' || sale_id from offer_used", row => row.GetString(0))).ShouldBe([$"{budi} {promotion} kept"]);
    }

    /// <summary>A file as the program made it that knew so many steps.</summary>
    static void Make(string path, int steps, string rows)
    {
        var program = typeof(LocalDatabase).Assembly;
        var names = program.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(steps);
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False;Foreign Keys=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = string.Concat(names.Select(name => new StreamReader(program.GetManifestResourceStream(name)!).ReadToEnd() + ";\n")) + rows + $"pragma user_version = {steps};";
        command.ExecuteNonQuery();
    }
}
