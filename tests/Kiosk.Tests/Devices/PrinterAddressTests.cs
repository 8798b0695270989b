using Sasuai.Kiosk.Devices;

namespace Sasuai.Tests.Devices;

public sealed class PrinterAddressTests
{
    [Theory]
    [InlineData("none", typeof(NoPrinter), "none")]
    [InlineData("file:/tmp/a:b", typeof(PaperFile), "/tmp/a:b")]
    [InlineData("tcp:printer.local", typeof(NetworkPrinter), "printer.local:9100")]
    [InlineData("tcp:10.0.0.9:9101", typeof(NetworkPrinter), "10.0.0.9:9101")]
    [InlineData("serial:/dev/pos/printer", typeof(SerialPrinter), "/dev/pos/printer@9600")]
    [InlineData("serial:/dev/serial/by-id/usb-a,b@c-if00@115200,xonxoff", typeof(SerialPrinter), "/dev/serial/by-id/usb-a,b@c-if00@115200")]
    public async Task A_line_of_the_settings_is_a_printer(string address, Type kind, string name)
    {
        await using var printer = PrinterAddress.Printer(address, TimeProvider.System).ShouldNotBeNull();

        printer.ShouldBeOfType(kind);
        printer.Name.ShouldBe(name);
    }

    [Theory, InlineData(""), InlineData("usb"), InlineData("tcp:"), InlineData("tcp:a:0"), InlineData("tcp:a:x"), InlineData("serial:"), InlineData("serial:@9600"), InlineData("serial:/dev/a@fast"), InlineData("serial:/dev/a,dtr")]
    public void A_line_that_says_nothing_sensible_is_no_printer(string address) => PrinterAddress.Printer(address, TimeProvider.System).ShouldBeNull();
}
