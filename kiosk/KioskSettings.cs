using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sasuai.Kiosk;

/// <summary>Settings that cannot be used; the message names the field and says what is wrong.</summary>
public sealed class BadSettings(string message) : Exception(message);

/// <summary>How the printer is reached.</summary>
/// <param name="Kind">serial, network, file or none.</param>
/// <param name="Port">The serial port (/dev/pos/printer), host or host:port of a network printer, or the path of a file.</param>
/// <param name="Baud">Speed of a serial port in bits a second.</param>
/// <param name="Width">Paper in millimetres: 58 or 80.</param>
/// <param name="CodePage">437, 850, 858 or 1252.</param>
public sealed record PrinterSettings(string Kind = "none", string Port = "", int Baud = 9600, int Width = 80, int CodePage = 858);

/// <summary>
/// What a person may set on one kiosk: kiosk.json in the data folder, each field overridden by its SASUAI_ variable in the environment.
/// Everything else comes from the cloud.
/// </summary>
/// <param name="CloudUrl">Address of the cloud when it is another than at enrolment. SASUAI_CLOUD_URL.</param>
/// <param name="Printer">SASUAI_PRINTER_KIND, _PORT, _BAUD, _WIDTH, _CODEPAGE.</param>
/// <param name="Language">id or en; the store's own when not set. SASUAI_LANGUAGE.</param>
/// <param name="PollSeconds">How often the cloud is asked for news, 0.2 to 3600. SASUAI_POLL_SECONDS.</param>
/// <param name="Driver">ansi, or dotnet for a terminal with which ansi does not get along. SASUAI_DRIVER.</param>
public sealed record KioskSettings(Uri? CloudUrl, PrinterSettings Printer, string? Language, double PollSeconds = 2, string Driver = "ansi")
{
    public const string FileName = "kiosk.json";

    const double pollSecondsMin = 0.2, pollSecondsMax = 3_600;
    const int baudMin = 300, baudMax = 4_000_000;
    static readonly int[] widths = [58, 80], codePages = [437, 850, 858, 1252];

    public TimeSpan Poll => TimeSpan.FromSeconds(PollSeconds);

    /// <summary>Columns of the paper.</summary>
    public int Columns => Printer.Width == 58 ? 32 : 48;

    /// <summary>Reads and checks; throws <see cref="BadSettings"/> at the first field that is wrong.</summary>
    public static KioskSettings Read(string folder, Func<string, string?> environment)
    {
        var file = KioskFile(Path.Combine(folder, FileName));
        var paper = file.Printer ?? new();
        return Check(new(
            Address(environment("SASUAI_CLOUD_URL") ?? file.CloudUrl),
            new(environment("SASUAI_PRINTER_KIND") ?? paper.Kind, environment("SASUAI_PRINTER_PORT") ?? paper.Port,
                Whole(environment("SASUAI_PRINTER_BAUD"), "printer.baud") ?? paper.Baud, Whole(environment("SASUAI_PRINTER_WIDTH"), "printer.width") ?? paper.Width,
                Whole(environment("SASUAI_PRINTER_CODEPAGE"), "printer.codePage") ?? paper.CodePage),
            environment("SASUAI_LANGUAGE") ?? file.Language,
            Seconds(environment("SASUAI_POLL_SECONDS")) ?? file.PollSeconds,
            environment("SASUAI_DRIVER") ?? file.Driver));
    }

    static KioskSettings Check(KioskSettings settings)
    {
        var printer = settings.Printer;
        Demand(printer.Kind is "serial" or "network" or "file" or "none", "printer.kind", $"is '{printer.Kind}'; it must be serial, network, file or none");
        Demand(printer.Kind == "none" || printer.Port.Length > 0, "printer.port", "is missing: the serial port, the host, or the path of the file");
        Demand(printer.Baud is >= baudMin and <= baudMax, "printer.baud", $"is {printer.Baud}; it must be {baudMin} to {baudMax}");
        Demand(widths.Contains(printer.Width), "printer.width", $"is {printer.Width}; it must be 58 or 80 millimetres");
        Demand(codePages.Contains(printer.CodePage), "printer.codePage", $"is {printer.CodePage}; it must be 437, 850, 858 or 1252");
        Demand(settings.Language is null or "id" or "en", "language", $"is '{settings.Language}'; it must be id or en");
        Demand(settings.PollSeconds is >= pollSecondsMin and <= pollSecondsMax, "pollSeconds", string.Create(CultureInfo.InvariantCulture, $"is {settings.PollSeconds}; it must be {pollSecondsMin} to {pollSecondsMax}"));
        Demand(settings.Driver is "ansi" or "dotnet", "driver", $"is '{settings.Driver}'; it must be ansi or dotnet");
        return settings;
    }

    static KioskFile KioskFile(string path)
    {
        if (!File.Exists(path)) return new();
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), KioskJson.Default.KioskFile) ?? new();
        }
        catch (JsonException fault)
        {
            throw new BadSettings($"{path}: {fault.Path?.TrimStart('$', '.')} cannot be read. {fault.Message}");
        }
    }

    static Uri? Address(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        Demand(Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https", "cloudUrl", $"is '{text}'; it must be an address such as https://till.example.com");
        return address;

    }

    static int? Whole(string? text, string field)
    {
        if (string.IsNullOrEmpty(text)) return null;
        Demand(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number), field, $"is '{text}'; it must be a whole number");
        return number;
    }

    static double? Seconds(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        Demand(double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number), "pollSeconds", $"is '{text}'; it must be a number");
        return number;
    }

    static void Demand(bool holds, string field, string wrong)
    {
        if (!holds) throw new BadSettings($"Setting {field} {wrong}.");
    }
}

/// <summary>kiosk.json as it is written.</summary>
sealed record KioskFile(string? CloudUrl = null, PrinterSettings? Printer = null, string? Language = null, double PollSeconds = 2, string Driver = "ansi");

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(KioskFile))]
sealed partial class KioskJson : JsonSerializerContext;
