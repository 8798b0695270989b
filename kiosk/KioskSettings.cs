using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sasuai.Kiosk.Devices;

namespace Sasuai.Kiosk;

/// <summary>Settings that cannot be used; the message names the field and says what is wrong.</summary>
public sealed class BadSettings(string message) : Exception(message);

/// <summary>
/// What a person may set on one kiosk: kiosk.json in the data folder, each field overridden by its SASUAI_ variable in the environment.
/// Everything else comes from the cloud.
/// </summary>
/// <param name="CloudUrl">Address of the cloud when it is another than at enrolment. SASUAI_CLOUD_URL.</param>
/// <param name="Printer">Where the receipt printer is, in a form of <see cref="PrinterAddress"/>, such as serial:/dev/pos/printer@9600. SASUAI_PRINTER.</param>
/// <param name="PaperWidth">58 or 80 millimetres. SASUAI_PAPER_WIDTH.</param>
/// <param name="CodePage">The letters that the printer knows: 437, 850, 858 or 1252. SASUAI_CODE_PAGE.</param>
/// <param name="Language">id or en; the store's own when not set. SASUAI_LANGUAGE.</param>
/// <param name="PollSeconds">How often the cloud is asked for news, 0.2 to 3600. SASUAI_POLL_SECONDS.</param>
/// <param name="Driver">ansi, or dotnet for a terminal with which ansi does not get along. SASUAI_DRIVER.</param>
/// <param name="DrawerOpen">How the drawer's switch tells that it is open: high, low, or none when that was not tried out. SASUAI_DRAWER_OPEN.</param>
/// <param name="Theme">usual, large, colour-safe or mono. SASUAI_THEME.</param>
/// <param name="LockMinutes">After so many minutes without a key the till locks itself, 0 to 1440; 0 never. SASUAI_LOCK_MINUTES.</param>
/// <param name="Keys">Actions on other keys than the usual ones, such as "pay": "F10"; only in the file.</param>
/// <param name="Scanner">Where a gun is that has a line of its own, in a form of <see cref="ScannerAddress"/>. SASUAI_SCANNER.</param>
/// <param name="Display">Where the display for the customer is, in a form of <see cref="DisplayAddress"/>. SASUAI_DISPLAY.</param>
/// <param name="Logo">A picture for the top of this till's paper: a PBM file (P4), beside kiosk.json or by its whole path; the store's own when not set. SASUAI_LOGO.</param>
/// <param name="Witness">
/// A file outside whatever is backed up, by its whole path, which tells when this folder was set back; beside the database when not set. SASUAI_WITNESS.
/// </param>
public sealed record KioskSettings(
    Uri? CloudUrl = null, string Printer = "none", int PaperWidth = 80, int CodePage = 858, string? Language = null, double PollSeconds = 2, string Driver = "ansi",
    string Scanner = "none", string DrawerOpen = "none", string Theme = "usual", int LockMinutes = 10, IReadOnlyDictionary<string, string>? Keys = null,
    string? Logo = null, string Display = "none", string? Witness = null)
{
    public const string FileName = "kiosk.json";

    const double pollSecondsMin = 0.2, pollSecondsMax = 3_600;
    static readonly int[] widths = [58, 80], codePages = [437, 850, 858, 1252];

    static readonly string[] themes = ["usual", "large", "colour-safe", "mono"];

    public TimeSpan Poll => TimeSpan.FromSeconds(PollSeconds);

    /// <summary>Columns of the paper.</summary>
    public int Columns => PaperWidth == 58 ? ReceiptLayout.Narrow : ReceiptLayout.Wide;

    /// <summary>The picture of <see cref="Logo"/>; null when none is set, or when it cannot be read.</summary>
    public Logo? Picture => File.Exists(Logo) ? Devices.Logo.Read(File.ReadAllBytes(Logo)) : null;

    /// <summary>Reads and checks; throws <see cref="BadSettings"/> at the first field that is wrong.</summary>
    public static KioskSettings Read(string folder, Func<string, string?> environment)
    {
        var file = KioskFile(Path.Combine(folder, FileName));
        return Check(new(
            Address(environment("SASUAI_CLOUD_URL") ?? file.CloudUrl),
            environment("SASUAI_PRINTER") ?? file.Printer,
            Whole(environment("SASUAI_PAPER_WIDTH"), "paperWidth") ?? file.PaperWidth,
            Whole(environment("SASUAI_CODE_PAGE"), "codePage") ?? file.CodePage,
            environment("SASUAI_LANGUAGE") ?? file.Language,
            Seconds(environment("SASUAI_POLL_SECONDS")) ?? file.PollSeconds,
            environment("SASUAI_DRIVER") ?? file.Driver,
            environment("SASUAI_SCANNER") ?? file.Scanner,
            environment("SASUAI_DRAWER_OPEN") ?? file.DrawerOpen,
            environment("SASUAI_THEME") ?? file.Theme,
            Whole(environment("SASUAI_LOCK_MINUTES"), "lockMinutes") ?? file.LockMinutes,
            file.Keys,
            (environment("SASUAI_LOGO") ?? file.Logo) is { Length: > 0 } logo ? Path.Combine(folder, logo) : null,
            environment("SASUAI_DISPLAY") ?? file.Display,
            (environment("SASUAI_WITNESS") ?? file.Witness) is { Length: > 0 } witness ? Path.Combine(folder, witness) : null));
    }

    static KioskSettings Check(KioskSettings settings)
    {
        Demand(PrinterAddress.Printer(settings.Printer, TimeProvider.System) is not null, "printer", $"is '{settings.Printer}'; {PrinterAddress.Forms}");
        Demand(widths.Contains(settings.PaperWidth), "paperWidth", $"is {settings.PaperWidth}; it must be 58 or 80 millimetres");
        Demand(codePages.Contains(settings.CodePage), "codePage", $"is {settings.CodePage}; it must be 437, 850, 858 or 1252");
        Demand(settings.Language is null or "id" or "en", "language", $"is '{settings.Language}'; it must be id or en");
        Demand(settings.PollSeconds is >= pollSecondsMin and <= pollSecondsMax, "pollSeconds", string.Create(CultureInfo.InvariantCulture, $"is {settings.PollSeconds}; it must be {pollSecondsMin} to {pollSecondsMax}"));
        Demand(settings.Scanner == "none" || ScannerAddress.Read(settings.Scanner) is not null, "scanner", $"is '{settings.Scanner}'; {ScannerAddress.Forms}");
        Demand(themes.Contains(settings.Theme), "theme", $"is '{settings.Theme}'; it must be {string.Join(", ", themes)}");
        Demand(settings.LockMinutes is >= 0 and <= 1_440, "lockMinutes", $"is {settings.LockMinutes}; it must be 0 to 1440");
        Demand(settings.DrawerOpen is "none" or "high" or "low", "drawerOpen", $"is '{settings.DrawerOpen}'; it must be none, high or low");
        Demand(settings.Display == "none" || DisplayAddress.Read(settings.Display) is not null, "display", $"is '{settings.Display}'; {DisplayAddress.Forms}");
        Demand(settings.Logo is null || settings.Picture is not null, "logo", $"is '{settings.Logo}'; it must be a PBM picture (P4) of at most {Devices.Logo.bytesMax} bytes");
        Demand(settings.Witness is null || Directory.Exists(Path.GetDirectoryName(settings.Witness)), "witness", $"is '{settings.Witness}'; its folder must exist");
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
sealed record KioskFile(
    string? CloudUrl = null, string Printer = "none", int PaperWidth = 80, int CodePage = 858, string? Language = null, double PollSeconds = 2, string Driver = "ansi",
    string Scanner = "none", string DrawerOpen = "none", string Theme = "usual", int LockMinutes = 10, Dictionary<string, string>? Keys = null,
    string? Logo = null, string Display = "none", string? Witness = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(KioskFile))]
sealed partial class KioskJson : JsonSerializerContext;
