using System.Globalization;
using Npgsql;

namespace Sasuai.Functions.Platform;

/// <summary>A setting is missing or wrong; the message has one sentence for each.</summary>
public sealed class SettingsFault(IReadOnlyList<string> sentences) : Exception(string.Join(Environment.NewLine, sentences))
{
    public IReadOnlyList<string> Sentences => sentences;
}

/// <summary>Every setting of the functions, read and checked once at the start. local.settings.sample.json explains each.</summary>
public sealed record Settings(
    string Storage, string Postgres, string RabbitMq, Uri BlastifyUrl, string BlastifyKey, string SweepSchedule, string RelaySchedule,
    TimeSpan EnrolmentCodeLife, TimeSpan SignInLife)
{
    /// <summary>Settings that only the hosts themselves read.</summary>
    public static readonly IReadOnlyList<string> OfTheHost = ["FUNCTIONS_WORKER_RUNTIME", "AzureWebJobsDisableHomepage"];

    /// <summary>Settings that this program reads.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "AzureWebJobsStorage", "Postgres", "RabbitMq", "BlastifyUrl", "BlastifyKey", "SweepSchedule", "RelaySchedule", "SendSchedule", "OccasionSchedule", "PartSchedule",
        "FonnteUrl", "MetaUrl", "MetaAppSecret", "WebhookToken", "WhatsAppFile", "PublicUrl", "ReceiptKey", "WhatsAppTimeout", "MessageHours", "MessagesPerMember", "MessageLoops",
        "EnrolmentCodeMinutes", "SignInHours"
    ];

    /// <exception cref="SettingsFault">One or more settings are missing or wrong.</exception>
    public static Settings Read(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration);
        var settings = new Settings(
            reader.Text("AzureWebJobsStorage", "the storage account of the queues, such as UseDevelopmentStorage=true"),
            reader.ConnectionString("Postgres"),
            reader.Address("RabbitMq", "amqp", "amqps").ToString(),
            reader.Address("BlastifyUrl", "http", "https"),
            reader.Text("BlastifyKey", "the key of the WhatsApp gateway"),
            reader.Schedule("SweepSchedule"),
            reader.Schedule("RelaySchedule"),
            TimeSpan.FromMinutes(reader.Number("EnrolmentCodeMinutes", 10, 1, 10_080)),
            TimeSpan.FromHours(reader.Number("SignInHours", 12, 1, 720)));
        reader.Schedule("SendSchedule");
        reader.Schedule("OccasionSchedule");
        reader.Schedule("PartSchedule");
        reader.ThrowIfWrong();
        return settings;
    }

    /// <summary>The database alone, for verbs that need nothing else.</summary>
    /// <exception cref="SettingsFault">It is missing or wrong.</exception>
    public static string PostgresOf(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration);
        var postgres = reader.ConnectionString("Postgres");
        reader.ThrowIfWrong();
        return postgres;
    }
}

/// <summary>Reads settings and remembers what is wrong, so that all of it is said at once. A value is never repeated: it may be a secret.</summary>
sealed class SettingsReader(IConfiguration configuration)
{
    readonly List<string> wrong = [];

    public void ThrowIfWrong()
    {
        if (wrong.Count > 0) throw new SettingsFault(wrong);
    }

    public string Text(string name, string meaning)
    {
        if (configuration[name] is { Length: > 0 } value) return value;
        wrong.Add($"The setting {name} is missing: {meaning}.");
        return "";
    }

    public string ConnectionString(string name)
    {
        var value = Text(name, "a connection string with Host, Database, Username and Password");
        try
        {
            if (value.Length > 0 && string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(value).Host)) wrong.Add($"The setting {name} names no Host.");
        }
        catch (ArgumentException)
        {
            wrong.Add($"The setting {name} is not a connection string of PostgreSQL.");
        }
        return value;
    }

    public Uri Address(string name, params string[] schemes)
    {
        var value = Text(name, $"an address that begins with {string.Join(" or ", schemes)}");
        if (Uri.TryCreate(value, UriKind.Absolute, out var address) && schemes.Contains(address.Scheme, StringComparer.Ordinal)) return address;
        if (value.Length > 0) wrong.Add($"The setting {name} must be an address that begins with {string.Join(" or ", schemes)}.");
        return new Uri("about:blank");
    }

    public string Schedule(string name)
    {
        var value = Text(name, "six fields, seconds first, such as */30 * * * * *");
        if (value.Length > 0 && value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length != 6)
            wrong.Add($"The setting {name} must have six fields, seconds first, such as */30 * * * * *.");
        return value;
    }

    /// <summary>A whole number between the bounds; the usual one when nothing is said.</summary>
    public int Number(string name, int usual, int least, int most)
    {
        if (configuration[name] is not { Length: > 0 } text) return usual;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        wrong.Add(string.Create(CultureInfo.InvariantCulture, $"The setting {name} must be a whole number from {least} to {most}."));
        return usual;
    }
}
