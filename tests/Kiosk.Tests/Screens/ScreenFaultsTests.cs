using Microsoft.Extensions.Time.Testing;
using Sasuai.Dev;
using Sasuai.Kiosk.Screens;

namespace Sasuai.Tests.Screens;

public sealed class ScreenFaultsTests
{
    [Fact]
    public void Faults_are_kept_in_a_file_and_survived_until_twenty_come_in_a_row()
    {
        using var folder = TempFolder.Create("faults");
        var faults = new ScreenFaults(folder.File("faults.log"), new FakeTimeProvider());

        for (var i = 1; i < ScreenFaults.burst; i++) faults.Survive(new InvalidOperationException($"fault {i}")).ShouldBeTrue();
        faults.Good();
        for (var i = 1; i < ScreenFaults.burst; i++) faults.Survive(new InvalidOperationException("again")).ShouldBeTrue();

        faults.Survive(new InvalidOperationException("the last")).ShouldBeFalse();
        var kept = File.ReadAllText(folder.File("faults.log"));
        kept.ShouldContain("fault 19");
        kept.ShouldContain("the last");
    }

    [Fact]
    public void A_folder_that_cannot_be_written_does_not_stop_the_till() =>
        new ScreenFaults("/proc/no/such/file", new FakeTimeProvider()).Survive(new InvalidOperationException("a fault")).ShouldBeTrue();

    [Fact]
    public async Task A_stop_that_hangs_is_ended_by_the_guard()
    {
        using var asked = new CancellationTokenSource();
        var ended = new TaskCompletionSource<int>();
        _ = new TtyGuard(new Tty(), TimeProvider.System, code => ended.TrySetResult(code), asked.Token);

        await asked.CancelAsync();

        (await ended.Task.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken)).ShouldBe(TtyGuard.hungUp);
    }
}
