using System.Buffers;
using System.Text.Json;
using Sasuai.Functions.Platform;
using Sasuai.Sync;

namespace Sasuai.Functions.Sync;

/// <summary>Whether a push is a batch at all: its shape, its bounds, its numbers one after the other. What the facts say is not looked at.</summary>
static class BatchCheck
{
    static readonly SearchValues<char> hexadecimal = SearchValues.Create("0123456789abcdef");

    const int hashLength = 64;
    const int typeMaxLength = 64;
    const int versionMaxLength = 64;

    public static Decision<ChangeBatch> Read(byte[] body, TerminalId caller)
    {
        ChangeBatch? batch;
        try
        {
            batch = JsonSerializer.Deserialize(body, WireJson.Default.ChangeBatch);
        }
        catch (JsonException wrong)
        {
            return Json.Refused(wrong);
        }
        catch (InvalidOperationException)
        {
            return CloudRefusals.NotJson("The body holds text that is not Unicode.");
        }
        return batch is null ? CloudRefusals.NotJson("The body is null.") : Wrong(batch, caller) is { } wrongBatch ? wrongBatch : batch;
    }

    static Refusal? Wrong(ChangeBatch batch, TerminalId caller)
    {
        if (batch.Changes is null) return CloudRefusals.Missing("changes");
        if (batch.PreviousHash is null) return CloudRefusals.Missing("previousHash");
        if (batch.AppVersion is null or { Length: > versionMaxLength }) return CloudRefusals.Wrong("appVersion", $"The version is at most {versionMaxLength} characters.");
        if (batch.TerminalId != caller) return CloudRefusals.Wrong("terminalId", "The batch belongs to another terminal than the one that signed it.");
        if (batch.Epoch < 1) return CloudRefusals.Wrong("epoch", "An epoch is 1 or more.");
        if (batch.FirstSequence < 1) return CloudRefusals.Wrong("firstSequence", "A sequence is 1 or more.");
        if (batch.Changes.Count > ChangeBatch.maxChanges) return CloudRefusals.Wrong("changes", $"A batch has at most {ChangeBatch.maxChanges} facts.");
        if (batch.PreviousHash.Length != hashLength || batch.PreviousHash.AsSpan().ContainsAnyExcept(hexadecimal))
            return CloudRefusals.Wrong("previousHash", "A hash is 64 lower-case hexadecimal digits.");
        for (var i = 0; i < batch.Changes.Count; i++)
            if (Wrong(batch.Changes[i], batch.FirstSequence + i, $"changes[{i}]") is { } wrong) return wrong;
        return null;
    }

    static Refusal? Wrong(Change? change, long expected, string path)
    {
        if (change is null) return CloudRefusals.Missing(path);
        if (change.FactId == Guid.Empty) return CloudRefusals.Missing($"{path}.factId");
        if (change.Type is null) return CloudRefusals.Missing($"{path}.type");
        if (change.Payload is null) return CloudRefusals.Missing($"{path}.payload");
        if (change.Type.Length > typeMaxLength) return CloudRefusals.Wrong($"{path}.type", $"A type is at most {typeMaxLength} characters.");
        return change.Sequence == expected ? null : CloudRefusals.Wrong($"{path}.sequence", $"Sequence {expected} belongs here, and {change.Sequence} came.");
    }
}
