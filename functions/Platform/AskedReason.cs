namespace Sasuai.Functions.Platform;

/// <summary>Why a person does something that stops others, as the request says it.</summary>
sealed record AskedReason(string? Reason)
{
    const int most = 200;

    /// <summary>Without blanks around it; refused when it is empty or too long.</summary>
    public Decision<string> Read()
    {
        if (Reason?.Trim() is { Length: > 0 and <= most } reason) return reason;
        return CloudRefusals.Wrong("reason", $"A reason of 1 to {most} characters says why.");
    }
}
