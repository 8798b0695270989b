using Sasuai.Dev;
using Sasuai.Kiosk;

namespace Sasuai.Tests;

public sealed class KioskSettingsTests : IDisposable
{
    readonly TempFolder folder = TempFolder.Create("settings");

    [Fact]
    public void Without_a_file_the_till_has_its_defaults() =>
        KioskSettings.Read(folder.Path, _ => null).ShouldBe(new KioskSettings());

    [Fact]
    public void The_environment_goes_before_the_file()
    {
        File.WriteAllText(folder.File(KioskSettings.FileName), """{ "printer": "tcp:10.0.0.9", "paperWidth": 58, "language": "en" /* for visitors */ }""");

        var settings = KioskSettings.Read(folder.Path, name => name == "SASUAI_PRINTER" ? "serial:/dev/pos/printer@19200" : null);

        (settings.Printer, settings.Columns, settings.Language).ShouldBe(("serial:/dev/pos/printer@19200", 32, "en"));
    }

    [Fact]
    public void A_logo_is_a_picture_beside_the_file()
    {
        File.WriteAllBytes(folder.File("toko.pbm"), [.. "P4 8 1\n"u8, 0xFF]);
        File.WriteAllText(folder.File(KioskSettings.FileName), """{ "logo": "toko.pbm" }""");

        KioskSettings.Read(folder.Path, _ => null).Picture.ShouldNotBeNull().Width.ShouldBe(8);
        KioskSettings.Read(folder.Path, name => name == "SASUAI_LOGO" ? "" : null).Picture.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{ "display": "lcd" }""", "display")]
    [InlineData("""{ "logo": "not-there.pbm" }""", "logo")]
    [InlineData("""{ "witness": "/no-such-folder/points" }""", "witness")]
    [InlineData("""{ "printer": "lpt1" }""", "printer")]
    [InlineData("""{ "paperWidth": 70 }""", "paperWidth")]
    [InlineData("""{ "paperWidth": "wide" }""", "paperWidth")]
    [InlineData("""{ "codePage": 1 }""", "codePage")]
    [InlineData("""{ "language": "fr" }""", "language")]
    [InlineData("""{ "pollSeconds": 0 }""", "pollSeconds")]
    [InlineData("""{ "cloudUrl": "till.example.com" }""", "cloudUrl")]
    [InlineData("""{ "driver": "curses" }""", "driver")]
    [InlineData("""{ "printr": "none" }""", "printr")]
    [InlineData("{", "kiosk.json")]
    public void A_wrong_setting_is_named_in_a_sentence(string json, string field)
    {
        File.WriteAllText(folder.File(KioskSettings.FileName), json);

        Should.Throw<BadSettings>(() => KioskSettings.Read(folder.Path, _ => null)).Message.ShouldContain(field);
    }

    [Theory]
    [InlineData(new[] { "--data" }, "--data needs a value")]
    [InlineData(new[] { "--dat", "x" }, "--dat is not known")]
    [InlineData(new[] { "data" }, "'data' is not an option")]
    [InlineData(new[] { "--data", "a", "--data", "b" }, "given twice")]
    public void A_wrong_option_is_named_in_a_sentence(string[] args, string sentence) =>
        Should.Throw<BadOption>(() => new Options(args, "data")).Message.ShouldContain(sentence);

    public void Dispose() => folder.Dispose();
}
