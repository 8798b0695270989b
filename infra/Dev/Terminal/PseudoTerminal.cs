using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Sasuai.Dev;

/// <summary>
/// A real terminal without a screen: a program runs in tmux, is typed at, and its screen is read as text.
/// </summary>
public sealed class PseudoTerminal : IAsyncDisposable
{
    const string session = "till";
    const int childEnded = 17; // SIGCHLD on Linux
    static readonly TimeSpan pause = TimeSpan.FromMilliseconds(20);
    static readonly TimeSpan startLimit = TimeSpan.FromSeconds(15);
    static readonly TimeSpan stopLimit = TimeSpan.FromSeconds(5);

    readonly TempFolder folder = TempFolder.Create("terminal");
    ChildProcess? tmux;

    PseudoTerminal()
    {
    }

    /// <summary>The program's own process id.</summary>
    public int ProcessId { get; private set; }

    /// <summary>Where its own files are until it is disposed of.</summary>
    public string Folder => folder.Path;

    /// <summary>False once the program has ended; its last screen can still be read.</summary>
    public bool IsRunning => ProcessTree.IsAlive(ProcessId);

    /// <param name="command">The program and its words.</param>
    /// <param name="environment">Added to ours for the program.</param>
    public static async Task<PseudoTerminal> StartAsync(
        string[] command, Dictionary<string, string>? environment = null, int columns = 80, int rows = 25,
        string? workingFolder = null, CancellationToken cancellation = default)
    {
        var terminal = new PseudoTerminal();
        try
        {
            await terminal.StartTmuxAsync(cancellation);
            await terminal.StartProgramAsync(command, environment ?? [], columns, rows, workingFolder, cancellation);
            return terminal;
        }
        catch
        {
            await terminal.DisposeAsync();
            throw;
        }
    }

    /// <summary>Types text in one write, as a scanner's gun does; a carriage return or line feed in it is the Enter key, a tab is Tab.</summary>
    public async Task TypeAsync(string text, CancellationToken cancellation = default)
    {
        var words = new List<string>();
        foreach (var piece in Pieces(text))
        {
            if (words.Count > 0)
                words.Add(";");
            words.AddRange(piece switch
            {
                "\r" or "\n" => ["send-keys", "-t", session, "Enter"],
                "\t" => ["send-keys", "-t", session, "Tab"],
                _ => ["send-keys", "-t", session, "-l", "--", Unseparated(piece)],
            });
        }
        if (words.Count > 0)
            await TmuxAsync([.. words], cancellation);
    }

    /// <summary>Presses keys by their names in tmux: Enter, Escape, F9, Up, BSpace, C-c.</summary>
    public Task KeyAsync(params string[] keys) => TmuxAsync(["send-keys", "-t", session, .. keys]);

    /// <summary>The screen's rows as text, trailing blanks cut.</summary>
    public async Task<string> ScreenAsync(CancellationToken cancellation = default) =>
        (await TmuxAsync(["capture-pane", "-p", "-t", session], cancellation)).TrimEnd('\n');

    /// <summary>Waits until the screen shows <paramref name="text"/>; the answer is that screen.</summary>
    /// <exception cref="TimeoutException">It did not within <paramref name="limit"/> (10 s unless told); with the screen as it was.</exception>
    public Task<string> WaitForAsync(string text, TimeSpan? limit = null, CancellationToken cancellation = default) =>
        WaitForAsync(screen => screen.Contains(text, StringComparison.Ordinal), $"show \"{text}\"", limit, cancellation);

    /// <param name="what">Completes the sentence "The screen did not … within 10 s".</param>
    public async Task<string> WaitForAsync(
        Func<string, bool> enough, string what, TimeSpan? limit = null, CancellationToken cancellation = default)
    {
        var since = Stopwatch.GetTimestamp();
        var wait = limit ?? TimeSpan.FromSeconds(10);
        while (true)
        {
            var screen = await ScreenAsync(cancellation);
            if (enough(screen))
                return screen;
            if (Stopwatch.GetElapsedTime(since) > wait)
                throw new TimeoutException(
                    $"The screen did not {what} within {wait.TotalSeconds:0.#} s{(IsRunning ? "" : "; the program has ended")}. It shows:\n{screen}");
            await Task.Delay(pause, cancellation);
        }
    }

    public Task ResizeAsync(int columns, int rows) =>
        TmuxAsync(["resize-window", "-t", session, "-x", Text(columns), "-y", Text(rows)]);

    /// <summary>The exit code of the ended program.</summary>
    /// <exception cref="TimeoutException">It has not ended within the limit (10 s unless told); with the screen.</exception>
    public async Task<int> WaitForEndAsync(TimeSpan? limit = null, CancellationToken cancellation = default)
    {
        var code = "";
        var since = Stopwatch.GetTimestamp();
        while ((code = (await TmuxAsync(["display-message", "-p", "-t", session, "#{pane_dead_status}"], cancellation)).Trim()).Length == 0)
        {
            if (Stopwatch.GetElapsedTime(since) > (limit ?? TimeSpan.FromSeconds(10)))
                throw new TimeoutException($"The program has {(IsRunning ? "not ended" : "ended, and tmux does not say how")}. The screen shows:\n{await ScreenAsync(cancellation)}");
            // tmux now and then misses that its child ended; told again, it looks.
            if (!IsRunning)
                _ = ChildProcess.Signal(tmux!.Id, childEnded);
            await Task.Delay(pause, cancellation);
        }
        return int.Parse(code, CultureInfo.InvariantCulture);
    }

    /// <summary>kill -9 of the program: the power cut at the counter.</summary>
    public async Task KillAsync()
    {
        using (var process = Process.GetProcessById(ProcessId))
            process.Kill();
        while (IsRunning)
            await Task.Delay(pause);
    }

    public async ValueTask DisposeAsync()
    {
        if (tmux is not null)
            await tmux.StopAsync(PosixSignal.SIGTERM, stopLimit);
        // tmux hangs up on its programs; one that does not listen is killed.
        if (ProcessId != 0 && IsRunning)
            await KillAsync();
        folder.Dispose();
    }

    async Task StartTmuxAsync(CancellationToken cancellation)
    {
        await File.WriteAllTextAsync(folder.File("tmux.conf"), """
            set -g status off
            set -s escape-time 0
            set -g remain-on-exit on
            set -g remain-on-exit-format ""
            set -g default-terminal "screen-256color"

            """, cancellation);
        // In the foreground: a daemon would not be our child and would outlive us.
        tmux = ChildProcess.Start(new ChildStart("tmux", "-D", "-u", "-S", Socket, "-f", folder.File("tmux.conf"))
        {
            LogFile = folder.File("tmux.log"), Environment = { ["LC_ALL"] = "C.UTF-8", ["TMUX"] = null },
        });
        await Ready.WaitAsync("tmux", tmux, startLimit, _ => Task.FromResult(File.Exists(Socket)), cancellation);
    }

    async Task StartProgramAsync(
        string[] command, Dictionary<string, string> environment, int columns, int rows, string? workingFolder, CancellationToken cancellation)
    {
        await TmuxAsync(
            [
                "new-session", "-d", "-s", session, "-x", Text(columns), "-y", Text(rows),
                .. workingFolder is null ? Array.Empty<string>() : ["-c", workingFolder],
                .. environment.SelectMany(pair => new[] { "-e", $"{pair.Key}={pair.Value}" }),
                // One word alone would be a shell command to tmux; through env it is always a program, which keeps the process id.
                "--", "env", .. command.Select(Unseparated),
            ], cancellation);
        ProcessId = int.Parse(await TmuxAsync(["display-message", "-p", "-t", session, "#{pane_pid}"], cancellation), CultureInfo.InvariantCulture);
    }

    Task<string> TmuxAsync(string[] words, CancellationToken cancellation = default) =>
        ShortCommand.AskAsync("tmux", ["-u", "-S", Socket, .. words], cancellation);

    string Socket => folder.File("tmux.sock");

    static IEnumerable<string> Pieces(string text)
    {
        var start = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && text[at] is not ('\r' or '\n' or '\t'))
                continue;
            if (at > start)
                yield return text[start..at];
            if (at < text.Length)
                yield return text[at].ToString();
            start = at + 1;
        }
    }

    // A semicolon at a word's end separates commands in tmux.
    static string Unseparated(string word) => word.EndsWith(';') ? $"{word[..^1]}\\;" : word;

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
