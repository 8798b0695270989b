using Sasuai.Dev;
using Sasuai.Kiosk;
using Sasuai.Kiosk.Replay;

namespace Sasuai.Tests;

/// <summary>Real history through the real lane, the real sync and the real cloud, compared with the reports to the last rupiah.</summary>
public sealed class ReplayHistory
{
    [Fact]
    public async Task History_arrives_once_and_the_reports_hold_exactly_what_the_file_says()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var house = await House.StartAsync(new() { SyncToDisk = false, Seed = true }, cancellation);
        using var folder = TempFolder.Create("history");
        await File.WriteAllLinesAsync(folder.File("items.csv"), ["code,name,unit,price,cost,category,barcode,tax",
            "H1,Kemeja batik,pcs,150000,90000,pakaian,,PPN", "h1,Sarung,pcs,80000,,pakaian,,PPN"], cancellation);
        await File.WriteAllLinesAsync(folder.File("sales.csv"), ["sale,time,store,terminal,code,quantity,unit price,member,tender,discount",
            "1,2025-03-01 09:15,LAMA1,1,H1,2,145000,K-77,cash,5000", "1,2025-03-01 09:15,LAMA1,1,h1,1,80000,K-77,cash,",
            "2,2025-03-01 10:00,LAMA1,2,h1,1,80000,,qris,", "R3,2025-03-02 11:00,LAMA1,1,H1,-1,145000,K-77,cash,",
            "4,2025-03-02 11:30,LAMA2,1,NOSUCH,1,1,,,", "5,2025-03-02 11:31,LAMA2,1,h1,3,79000,,card,"], cancellation);

        var (first, told) = await Replay(house, folder);
        var (second, toldAgain) = await Replay(house, folder);

        (first, second).ShouldBe((0, 0), told + toldAgain);
        told.ShouldContain("total money    537.000");
        told.ShouldContain("code-unknown           1");
        toldAgain.ShouldContain("total money    537.000");
        toldAgain.ShouldContain("new this time  0 tickets");
        (await File.ReadAllTextAsync(folder.File("data/rejects.csv"), cancellation)).ShouldContain("sales,6,code-unknown");
    }

    static async Task<(int ExitCode, string Told)> Replay(House house, TempFolder folder)
    {
        await using var told = new StringWriter();
        var owner = house.Seeded.Owner;
        var exitCode = await ReplayCommand.Run(new(["--catalogue", folder.File("items.csv"), "--sales", folder.File("sales.csv"), "--cloud", house.Functions.Address,
            "--admin", owner.Email!, "--password", owner.Password!, "--data", folder.File("data")], ReplayCommand.OptionNames), told, told);
        return (exitCode, told.ToString());
    }
}
