using System.IO.Ports;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sasuai.Kiosk.Devices;

/// <summary>
/// A gun on a line of its own, serial or input device. It is opened again whenever it comes back, and never holds the till up. What it
/// reads is handed over on its own thread.
/// </summary>
/// <param name="scanned">Takes a code; must not block.</param>
public sealed partial class BarcodeScanner(ScannerAddress address, Action<string> scanned) : IDisposable
{
    static readonly TimeSpan tryAgain = TimeSpan.FromSeconds(1);
    const uint grabDevice = 0x40044590;

    readonly ManualResetEvent stop = new(initialState: false);
    volatile bool isAway = true;

    public bool IsAway => isAway;

    public void Start() => new Thread(Run) { IsBackground = true, Name = "scanner" }.Start();

    // The thread may wait in a read that nothing ends; it is a background thread and dies with the program.
    public void Dispose() => stop.Set();

    void Run()
    {
        do Read();
        while (!stop.WaitOne(tryAgain));
    }

    void Read()
    {
        SerialPort? line = null;
        try
        {
            // Opened before the port is, because the port keeps others out. The port sets speed and raw mode and is not read from: a
            // pending read of System.IO.Ports costs 2.5 % of a core, a read of the file nothing (KIOSK 2).
            using var stream = new FileStream(address.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            if (address.IsInputDevice) _ = Grab(stream.SafeFileHandle, grabDevice, 1);
            else line = Raw(address.Path, address.Speed);
            Pump(stream, address.IsInputDevice ? new KeyEventDecoder() : new SerialDecoder());
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or InvalidOperationException or ArgumentException)
        {
            // Not there, or pulled out: its cell on the screen says so, and it is tried again.
            isAway = true;
        }
        finally
        {
            isAway = true;
            if (line is not null) SerialLink.CloseAside(line);
        }
    }

    void Pump(FileStream stream, IScanDecoder decoder)
    {
        isAway = false;
        var bytes = new byte[KeyEventDecoder.eventSize * 64];
        while (!stop.WaitOne(0) && stream.Read(bytes) is > 0 and var count)
            foreach (var code in decoder.Take(bytes.AsSpan(0, count))) scanned(code);
    }

    static SerialPort Raw(string path, int speed)
    {
        var port = new SerialPort(path, speed, Parity.None, 8, StopBits.One);
        port.Open();
        return port;
    }

    /// <summary>What a grabbed gun types reaches nobody else. Anything that is no input device refuses, and needs no grab.</summary>
    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Grab(SafeFileHandle device, nuint request, nint on);
}
