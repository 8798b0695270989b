using System.Runtime.InteropServices;

namespace Sasuai.Kiosk.Screens;

/// <summary>The terminal on the standard streams, as far as Terminal.Gui does not care for it: how it was, and whether it is still there.</summary>
public sealed partial class Tty
{
    const int stdin = 0, stdout = 1;
    const short pollHangUp = 0x10, pollError = 0x08, pollInvalid = 0x20;
    // Not after the output has gone out: a stuck terminal would hold us.
    const int applyNow = 0;

    // A termios has 60 bytes on Linux; more room does no harm.
    readonly byte[] asItWas = new byte[256];
    public Tty() => IsTerminal = GetAttributes(stdin, asItWas) == 0;

    public bool IsTerminal { get; }

    /// <summary>Waits up to <paramref name="milliseconds"/> and answers whether the line was hung up: the window closed, the network gone.</summary>
    public static bool IsHungUp(int milliseconds)
    {
        // No event is asked for: only the end of the line wakes this up.
        var watched = new PollWish { Descriptor = stdin };
        return Poll(ref watched, 1, milliseconds) > 0 && (watched.Seen & (pollHangUp | pollError | pollInvalid)) != 0;
    }

    /// <summary>For a stop that hangs: mouse off, cursor on, the normal screen, and the line as the shell had it.</summary>
    public void Restore()
    {
        if (!IsTerminal) return;
        var leave = "\e[?1003l\e[?1006l\e[?1015l\e[?2004l\e[?25h\e[0m\e[?1049l"u8;
        _ = Write(stdout, leave, leave.Length);
        RestoreLine();
    }

    /// <summary>The line as the shell had it: echo, and Ctrl+C as an interrupt.</summary>
    public void RestoreLine()
    {
        if (IsTerminal) _ = SetAttributes(stdin, applyNow, asItWas);
    }

    [StructLayout(LayoutKind.Sequential)]
    struct PollWish
    {
        public int Descriptor;
        public short Wanted;
        public short Seen;
    }

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ref PollWish watched, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    private static partial int GetAttributes(int descriptor, [Out] byte[] attributes);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    private static partial int SetAttributes(int descriptor, int when, [In] byte[] attributes);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int descriptor, ReadOnlySpan<byte> bytes, nint count);
}
