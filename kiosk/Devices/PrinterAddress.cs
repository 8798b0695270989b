using System.Globalization;
using System.IO.Ports;

namespace Sasuai.Kiosk.Devices;

/// <summary>
/// Where the receipt printer is, as one line of the settings:
/// <c>none</c>, <c>file:/path</c>, <c>usb:/dev/usb/lp0</c>, <c>tcp:host</c> or <c>tcp:host:9100</c>, <c>serial:/dev/pos/printer</c> or
/// <c>serial:/dev/pos/printer@9600,xonxoff</c> (speed in bits a second; flow <c>none</c>, <c>xonxoff</c> or <c>rtscts</c>).
/// </summary>
public static class PrinterAddress
{
    /// <summary>What a wrong line is answered with.</summary>
    public const string Forms = "a printer is none, file:PATH, usb:DEVICE, tcp:HOST[:PORT] or serial:PORT[@SPEED][,none|xonxoff|rtscts]";

    /// <summary>The printer at this address, not opened yet; null when the address is none of <see cref="Forms"/>.</summary>
    public static IReceiptPrinter? Printer(string address, TimeProvider clock)
    {
        if (address == "none")
            return new NoPrinter();
        return address.Split(':', 2) switch
        {
            ["file", { Length: > 0 } path] => new PaperFile(path),
            ["usb", { Length: > 0 } device] => new UsbPrinter(device, clock),
            ["tcp", { Length: > 0 } host] => Network(host),
            ["serial", { Length: > 0 } line] => Serial(line) is { } serial ? new SerialPrinter(serial, clock) : null,
            _ => null,
        };
    }

    static NetworkPrinter? Network(string host)
    {
        var colon = host.LastIndexOf(':');
        if (colon < 0)
            return new NetworkPrinter(host);
        return colon > 0 && ushort.TryParse(host.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0
            ? new NetworkPrinter(host[..colon], port)
            : null;
    }

    static SerialLine? Serial(string text)
    {
        var comma = text.LastIndexOf(',');
        if (FlowCalled(comma < 0 ? "none" : text[(comma + 1)..]) is not { } flow)
            return null;
        var line = comma < 0 ? text : text[..comma];
        var at = line.LastIndexOf('@');
        if (at < 0)
            return new SerialLine(line, Flow: flow);
        return at > 0 && int.TryParse(line.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var speed) && speed > 0
            ? new SerialLine(line[..at], speed, flow)
            : null;
    }

    static Handshake? FlowCalled(string name) => name switch
    {
        "none" => Handshake.None,
        "xonxoff" => Handshake.XOnXOff,
        "rtscts" => Handshake.RequestToSend,
        _ => null,
    };
}
