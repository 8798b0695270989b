using System.Runtime.InteropServices;

namespace Sasuai.Dev;

/// <summary>Two ends of a pseudo-terminal in raw mode, asked of libc: bytes pass unchanged, nothing is echoed.</summary>
public sealed unsafe partial class PseudoPair : IDisposable
{
    const int O_RDWR = 2;
    const int O_NOCTTY = 0x100;
    const int O_CLOEXEC = 0x80000;
    const int TCSANOW = 0;
    const short POLLIN = 1;
    const int pauseMs = 20;
    const int termiosBytes = 256; // 60 on Linux; room to spare

    readonly int device;
    readonly int program;
    volatile bool closed;

    PseudoPair(int device, int program, string programSide)
    {
        this.device = device;
        this.program = program;
        ProgramSide = programSide;
    }

    /// <summary>The path a program opens: /dev/pts/N.</summary>
    public string ProgramSide { get; }

    public static PseudoPair Open()
    {
        var master = Checked(OpenDevice(O_RDWR | O_NOCTTY | O_CLOEXEC), "posix_openpt");
        Checked(Grant(master), "grantpt");
        Checked(Unlock(master), "unlockpt");
        var name = stackalloc byte[128];
        if (NameOf(master, name, 128) != 0)
            throw new ServerFault("ptsname_r failed.");
        var path = Marshal.PtrToStringUTF8((nint)name)!;
        // We keep the program's side open as well, so the line stays up while no program has it open.
        var slave = Checked(OpenFile(path, O_RDWR | O_NOCTTY | O_CLOEXEC), "open");
        var settings = stackalloc byte[termiosBytes];
        Checked(GetSettings(slave, settings), "tcgetattr");
        MakeRaw(settings);
        Checked(SetSettings(slave, TCSANOW, settings), "tcsetattr");
        return new PseudoPair(master, slave, path);
    }

    /// <summary>False once the pair is closed; otherwise waits at most 20 ms for bytes.</summary>
    public bool WaitReadable(bool stalled)
    {
        var asked = new Poll { File = device, Events = stalled ? (short)0 : POLLIN };
        _ = PollFiles(&asked, 1, pauseMs);
        return !closed;
    }

    /// <summary>The number of bytes read, 0 when there are none.</summary>
    public int Read(Span<byte> buffer)
    {
        var asked = new Poll { File = device, Events = POLLIN };
        if (PollFiles(&asked, 1, 0) <= 0)
            return 0;
        fixed (byte* start = buffer)
            return Math.Max(0, (int)ReadFile(device, start, (nuint)buffer.Length));
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
            fixed (byte* start = bytes)
                bytes = bytes[Checked((int)WriteFile(device, start, (nuint)bytes.Length), "write")..];
    }

    public void Close() => closed = true;

    public void Dispose()
    {
        _ = CloseFile(program);
        _ = CloseFile(device);
    }

    static int Checked(int answer, string call) =>
        answer >= 0 ? answer : throw new ServerFault($"{call} failed: {Marshal.GetLastPInvokeErrorMessage()}");

    [StructLayout(LayoutKind.Sequential)]
    struct Poll
    {
        public int File;
        public short Events;
        public short Answers;
    }

    [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    private static partial int OpenDevice(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    private static partial int Grant(int file);

    [LibraryImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    private static partial int Unlock(int file);

    [LibraryImport("libc", EntryPoint = "ptsname_r", SetLastError = true)]
    private static partial int NameOf(int file, byte* name, nuint size);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseFile(int file);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint ReadFile(int file, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteFile(int file, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int PollFiles(Poll* files, nuint count, int limitMs);

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    private static partial int GetSettings(int file, byte* settings);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    private static partial int SetSettings(int file, int when, byte* settings);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    private static partial void MakeRaw(byte* settings);
}
