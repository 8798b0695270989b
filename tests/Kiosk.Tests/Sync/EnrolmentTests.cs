using Sasuai.Dev;
using Sasuai.Kiosk.LocalData;
using Sasuai.Kiosk.Sync;

namespace Sasuai.Tests;

public sealed class EnrolmentTests
{
    [Fact]
    public async Task A_code_makes_a_terminal_of_an_empty_folder_and_only_its_owner_may_read_the_key()
    {
        await using var cloud = await StandInCloud.Start();
        using var http = CloudClient.NewHttp();
        using var folder = TempFolder.Create("enrol");

        await Enrolment.Run(http, folder.Path, cloud.Address, " ABCD1234 ", "test", TestContext.Current.CancellationToken);

        Enrolment.Known(folder.Path)!.StoreCode.ShouldBe("JKT01");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(folder.File(TerminalKey.FileName)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_wrong_code_is_told_and_leaves_no_terminal_behind()
    {
        await using var cloud = await StandInCloud.Start();
        using var http = CloudClient.NewHttp();
        using var folder = TempFolder.Create("enrol");

        var fault = await Should.ThrowAsync<CloudFault>(() => Enrolment.Run(http, folder.Path, cloud.Address, "WRONG", "test", TestContext.Current.CancellationToken));

        (fault.Code, fault.Message).ShouldBe(("enrolment-code-wrong", "This code is not known."));
        File.Exists(folder.File(LocalDatabase.FileName)).ShouldBeFalse();
    }
}
