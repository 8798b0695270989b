using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;
using Sasuai.Dev;
using Sasuai.Kiosk.Devices;

namespace Sasuai.Tests.Devices;

/// <summary>Guns with a line of their own: on a real pseudo-serial line, and as an input device's events through a pipe.</summary>
public sealed class BarcodeScannerTests
{
    static readonly TimeSpan limit = TimeSpan.FromSeconds(10);
    readonly BlockingCollection<string> scans = [];

    string Next() => scans.TryTake(out var code, limit) ? code : throw new TimeoutException("No code came.");

    [Fact]
    public void A_serial_gun_is_read_and_found_again_when_it_was_pulled_out()
    {
        using var line = PseudoSerial.Open("scanner");
        using var gun = new BarcodeScanner(ScannerAddress.Read($"serial:{line.Path}@9600")!, scans.Add);
        gun.Start();
        Wait(() => !gun.IsAway);

        line.Send("8991002101104\r\n]C10108991002101104\u001d10A\r"u8);
        Next().ShouldBe("8991002101104");
        Next().ShouldBe("]C10108991002101104\u001d10A");

        line.Unplug();
        Wait(() => gun.IsAway);
        line.PlugIn();
        Wait(() => !gun.IsAway);
        line.Send("42\r"u8);
        Next().ShouldBe("42");
    }

    [Fact]
    public void A_gun_that_is_not_there_is_away_and_harms_nothing()
    {
        using var gun = new BarcodeScanner(new("/dev/there-is-no-such-gun", IsInputDevice: true), scans.Add);
        gun.Start();

        gun.IsAway.ShouldBeTrue();
    }

    [Fact]
    public void The_events_of_an_input_device_are_letters_with_shift_and_group_separator()
    {
        var decoder = new KeyEventDecoder();
        var events = new List<byte>();
        void Key(ushort code, int value) => events.AddRange(Event(1, code, value));
        void Press(ushort code)
        {
            Key(code, 1);
            events.AddRange(Event(0, 0, 0));
            Key(code, 0);
        }

        foreach (var code in (ushort[])[9, 10, 10, 2]) Press(code);   // 8 9 9 1
        Key(42, 1); Press(30); Key(42, 0);                             // Shift + a
        Press(12); Press(79);                                          // - and 1 of the number block
        Key(29, 1); Press(27); Key(29, 0);                             // Ctrl + ]
        Press(28);                                                     // Enter

        // They come in pieces, as a kernel hands them over.
        var codes = events.Chunk(7).SelectMany(piece => decoder.Take(piece)).ToArray();

        codes.ShouldBe(["8991A-1\u001d"]);
    }

    [Fact]
    public void A_device_s_events_reach_the_till_through_its_file()
    {
        using var folder = TempFolder.Create("gun");
        var path = folder.File("event-kbd");
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", path)) mkfifo.WaitForExit();
        using var gun = new BarcodeScanner(ScannerAddress.Read("input:" + path)!, scans.Add);
        gun.Start();

        using (var device = new FileStream(path, FileMode.Open, FileAccess.Write))
        {
            foreach (var code in (ushort[])[5, 3, 28]) device.Write([.. Event(1, code, 1), .. Event(1, code, 0)]);
            device.Flush();
            Next().ShouldBe("42");
        }

        Wait(() => gun.IsAway);
    }

    [Theory]
    [InlineData("none", null)]
    [InlineData("serial:", null)]
    [InlineData("serial:/dev/gun@fast", null)]
    [InlineData("usb:/dev/gun", null)]
    [InlineData("serial:/dev/gun@115200", "/dev/gun")]
    [InlineData("input:/dev/input/by-id/x-event-kbd", "/dev/input/by-id/x-event-kbd")]
    public void An_address_that_cannot_be_one_is_refused(string text, string? path) => ScannerAddress.Read(text)?.Path.ShouldBe(path);

    static byte[] Event(ushort type, ushort code, int value)
    {
        var bytes = new byte[KeyEventDecoder.eventSize];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(16), type);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(18), code);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(20), value);
        return bytes;
    }

    static void Wait(Func<bool> holds) => SpinWait.SpinUntil(holds, limit).ShouldBeTrue();
}
