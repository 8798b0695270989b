using System.IO.Ports;
using System.Text;
using Sasuai.Dev;

namespace Sasuai.Tests;

public sealed class DevToolsTerminalTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_is_typed_at_and_its_screen_is_read()
    {
        await using var terminal = await PseudoTerminal.StartAsync(["cat"], cancellation: Cancellation);

        await terminal.TypeAsync("8991002101234\r8996001600269;\rEnter\tkopi é\r", Cancellation);

        // Every line stands there twice: echoed by the terminal, and said by cat.
        foreach (var line in new[] { "8991002101234", "8996001600269;", "Enter   kopi é" })
            await terminal.WaitForAsync(
                screen => screen.Split('\n').Count(row => row == line) == 2, $"show {line} twice", cancellation: Cancellation);
    }

    [Fact]
    public async Task A_screen_has_the_size_the_environment_and_the_keys_that_were_asked_for()
    {
        await using var terminal = await PseudoTerminal.StartAsync(
            ["sh", "-c", "stty size; echo shop=$SHOP; read -r x; cat -v"], new() { ["SHOP"] = "Toko Satu; Jaya" }, columns: 40, rows: 25,
            cancellation: Cancellation);

        (await terminal.WaitForAsync("shop=Toko Satu; Jaya", cancellation: Cancellation)).ShouldStartWith("25 40");
        await terminal.KeyAsync("Enter", "F9");
        await terminal.WaitForAsync("^[[20~", cancellation: Cancellation);
    }

    [Fact]
    public async Task A_missing_text_fails_with_the_screen_in_the_message()
    {
        await using var terminal = await PseudoTerminal.StartAsync(["sh", "-c", "echo Selamat datang; read -r x; exit 3"], cancellation: Cancellation);
        // It ends when told to: tmux may lose the code of a program that is gone before its window stands.
        await terminal.KeyAsync("Enter");

        (await terminal.WaitForEndAsync(cancellation: Cancellation)).ShouldBe(3);
        var failure = await Should.ThrowAsync<TimeoutException>(
            () => terminal.WaitForAsync("Total", TimeSpan.FromMilliseconds(100), Cancellation));

        failure.Message.ShouldContain("Selamat datang");
        failure.Message.ShouldContain("the program has ended");
    }

    [Fact]
    public async Task A_program_can_be_killed_and_nothing_of_the_terminal_stays()
    {
        int process;
        string[] folders;
        var marker = $"6{Environment.ProcessId}";
        await using (var terminal = await PseudoTerminal.StartAsync(["sleep", marker], cancellation: Cancellation))
        {
            (process, folders) = (terminal.ProcessId, [terminal.Folder]);
            await terminal.KillAsync();
            terminal.IsRunning.ShouldBeFalse();
        }
        await using (var second = await PseudoTerminal.StartAsync(["sh", "-c", $"trap '' HUP TERM; while :; do sleep {marker}; done"], cancellation: Cancellation))
            (process, folders) = (second.ProcessId, [.. folders, second.Folder]);

        ProcessTree.IsAlive(process).ShouldBeFalse();
        // Their own alone: other tests of this process have terminals at the same time.
        folders.Where(Directory.Exists).ShouldBeEmpty();
        folders.Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_serial_line_carries_every_byte_both_ways()
    {
        using var line = PseudoSerial.Open();
        byte[] all = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        using var port = new SerialPort(line.Path, 9600);
        port.Open();

        port.Write(all, 0, all.Length);
        (await line.WaitForAsync(bytes => bytes.Length >= 256, cancellation: Cancellation)).ShouldBe(all);
        line.Send([0x16, 0x0a, 0x0d]);

        var answer = new byte[3];
        await port.BaseStream.ReadExactlyAsync(answer, Cancellation);
        answer.ShouldBe(new byte[] { 0x16, 0x0a, 0x0d });
    }

    [Fact]
    public async Task A_serial_line_can_be_pulled_out_and_plugged_in_under_the_same_name()
    {
        using var line = PseudoSerial.Open();
        await using (var before = new FileStream(line.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0))
        {
            before.Write(Encoding.ASCII.GetBytes("satu"));
            await line.WaitForAsync(bytes => bytes.Length == 4, cancellation: Cancellation);

            line.Unplug();

            File.Exists(line.Path).ShouldBeFalse();
            Should.Throw<IOException>(() => before.Write(Encoding.ASCII.GetBytes("lost")));
        }
        line.PlugIn();
        await using var after = new FileStream(line.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        after.Write(Encoding.ASCII.GetBytes("dua"));

        Encoding.ASCII.GetString(await line.WaitForAsync(bytes => bytes.Length == 7, cancellation: Cancellation)).ShouldBe("satudua");
    }

    [Fact]
    public async Task A_stalled_printer_takes_nothing_until_it_goes_on()
    {
        using var line = PseudoSerial.Open();
        line.Stalled = true;
        await using var port = new FileStream(line.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        port.Write(Encoding.ASCII.GetBytes("tunggu"));

        await Should.ThrowAsync<TimeoutException>(
            () => line.WaitForAsync(bytes => bytes.Length > 0, TimeSpan.FromMilliseconds(200), Cancellation));
        line.Stalled = false;

        (await line.WaitForAsync(bytes => bytes.Length == 6, cancellation: Cancellation)).Length.ShouldBe(6);
    }
}
