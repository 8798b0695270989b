namespace Sasuai.Kiosk.Screens;

/// <summary>
/// Ends the process when the screen cannot. A line that was hung up makes Terminal.Gui read its end for ever and never come back, and
/// a stop may hang on a terminal that takes no more output. Everything is on the disk before it is on the screen, so an end is always safe.
/// </summary>
public sealed class TtyGuard
{
    /// <summary>What a shell says for a process that ended by SIGHUP.</summary>
    public const int hungUp = 129;

    /// <summary>How long an orderly stop may take.</summary>
    public static readonly TimeSpan stopMax = TimeSpan.FromSeconds(2);

    const int lookEveryMilliseconds = 250;

    readonly Tty tty;
    readonly TimeProvider time;
    readonly CancellationToken asked;
    readonly Action<int> exit;
    volatile bool left;

    /// <param name="exit">Ends the process with this code at once.</param>
    public TtyGuard(Tty tty, TimeProvider time, Action<int> exit, CancellationToken asked)
    {
        (this.tty, this.time, this.exit, this.asked) = (tty, time, exit, asked);
        new Thread(Watch) { IsBackground = true, Name = "tty guard" }.Start();
    }

    /// <summary>The screen has left in good order and the terminal is the shell's again; what is left to do may still hang.</summary>
    public void Left() => left = true;

    void Watch()
    {
        long? since = null;
        while (true)
        {
            if (Tty.IsHungUp(lookEveryMilliseconds) && !left)
            {
                exit(hungUp);
                return;
            }
            if (!asked.IsCancellationRequested) continue;
            since ??= time.GetTimestamp();
            if (time.GetElapsedTime(since.Value) < stopMax) continue;
            if (!left) tty.Restore();
            exit(left ? 0 : hungUp);
            return;
        }
    }
}
