using System.Diagnostics;
using System.Globalization;
using Sasuai.Dev;

namespace Sasuai.Tests.Screens;

/// <summary>
/// The real program in a real pseudo-terminal, started from a shell as a person would, so that it can be seen what it leaves behind:
/// the line's settings before and after, and its exit code.
/// </summary>
sealed class KioskInATerminal : IAsyncDisposable
{
    const string ended = "the shell is back";

    static readonly TimeSpan startLimit = TimeSpan.FromSeconds(30);

    readonly TempFolder notes;
    readonly PseudoTerminal terminal;

    bool hungUp;

    KioskInATerminal(PseudoTerminal terminal, TempFolder notes) => (this.terminal, this.notes) = (terminal, notes);

    /// <summary>The kiosk's own process id, not the shell's.</summary>
    public int ProcessId => int.Parse(Note("pid"), CultureInfo.InvariantCulture);

    public static async Task<KioskInATerminal> Start(string dataFolder, string shows, int columns = 80, int rows = 25, string? native = null, params (string Name, string Value)[] settings)
    {
        var folder = TempFolder.Create("kiosk-run");
        var program = native is null ? $"dotnet \"{Repository.KioskProgram}\"" : $"\"{native}\"";
        var script = $"""
            unset DisableRealDriverIO
            stty -g > '{folder.File("before")}'
            sh -c 'echo $$ > "{folder.File("pid")}"; exec {program} --data "{dataFolder}" 2> "{folder.File("stderr")}"'
            code=$?
            stty -g > '{folder.File("after")}'
            echo $code > '{folder.File("code")}'
            echo {ended}
            read line
            """;
        // tmux names its own terminal; another one is named behind it.
        if (settings.FirstOrDefault(setting => setting.Name == "TERM").Value is { } term) script = script.Replace("exec ", $"exec env TERM={term} ", StringComparison.Ordinal);
        var environment = new Dictionary<string, string> { ["SASUAI_LANGUAGE"] = "en" };
        foreach (var (name, value) in settings) environment[name] = value;
        var kiosk = new KioskInATerminal(await PseudoTerminal.StartAsync(["sh", "-c", script], environment, columns, rows), folder);
        var screen = await kiosk.terminal.WaitForAsync(
            screen => screen.Contains(shows, StringComparison.Ordinal) || screen.Contains(ended, StringComparison.Ordinal), $"show \"{shows}\"", startLimit);
        screen.ShouldNotContain(ended, Case.Sensitive, kiosk.Note("stderr"));
        return kiosk;
    }

    public async Task Signal(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, ProcessId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public bool IsAlive => Directory.Exists($"/proc/{ProcessId}");

    /// <summary>How long it took from now until the process was gone.</summary>
    public async Task<TimeSpan> UntilGone()
    {
        var since = Stopwatch.GetTimestamp();
        while (IsAlive && Stopwatch.GetElapsedTime(since) < startLimit) await Task.Delay(10);
        return Stopwatch.GetElapsedTime(since);
    }

    /// <summary>In one write, as a gun does.</summary>
    public Task Type(string text) => terminal.TypeAsync(text);

    /// <summary>By the names of tmux: F9, C-c.</summary>
    public Task Press(string key) => terminal.KeyAsync(key);

    public Task<string> Shows(string text) => terminal.WaitForAsync(text);

    public Task<string> Shows(Func<string, bool> enough, string what) => terminal.WaitForAsync(enough, what);

    public Task Resize(int columns, int rows) => terminal.ResizeAsync(columns, rows);

    public Task<string> ShellIsBack() => Shows(ended);

    /// <summary>The window is closed over the running program.</summary>
    public async Task HangUp()
    {
        hungUp = true;
        await terminal.DisposeAsync();
    }

    public string Before => Note("before");
    public string After => Note("after");
    public string ExitCode => Note("code");

    public async ValueTask DisposeAsync()
    {
        var pid = ProcessId;
        if (!hungUp) await terminal.DisposeAsync();
        if (Directory.Exists($"/proc/{pid}"))
        {
            using var left = Process.GetProcessById(pid);
            left.Kill();
        }
        notes.Dispose();
    }

    string Note(string name) => File.ReadAllText(notes.File(name)).Trim();
}
