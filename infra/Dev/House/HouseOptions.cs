namespace Sasuai.Dev;

/// <summary>How to start a whole house.</summary>
public sealed record HouseOptions
{
    /// <summary>False turns PostgreSQL's fsync off.</summary>
    public bool SyncToDisk { get; init; } = true;

    /// <summary>True starts servers of its own whatever the environment names, so that they may be killed.</summary>
    public bool OwnServers { get; init; }

    /// <summary>True runs `seed` after `migrate`.</summary>
    public bool Seed { get; init; }

    /// <summary>Where functions.log and whatsapp.log are kept; null keeps none after the end.</summary>
    public string? LogFolder { get; init; }

    /// <summary>Is told of every step as it ends, in one readable line.</summary>
    public Action<string>? Say { get; init; }

    /// <summary>Is told of every WhatsApp message that reached a phone.</summary>
    public Action<string>? SayMessage { get; init; }

    /// <summary>Further settings of the functions.</summary>
    public Dictionary<string, string?> More { get; init; } = [];
}
