using System.Text.Json;

namespace Sasuai.Functions.Platform;

/// <summary>Who changed what, when, from what to what; written in the transaction of the change itself.</summary>
static class Audit
{
    public static Task Write(Work work, StaffCaller caller, string action, string subject, object? before = null, object? after = null) =>
        work.Execute(insert, new
        {
            chain = caller.ChainId, staff = caller.StaffId, at = work.Now, action, subject,
            before = before is null ? null : JsonSerializer.Serialize(before, Json.Options), after = after is null ? null : JsonSerializer.Serialize(after, Json.Options)
        });

    const string insert = """
        insert into audit (chain_id, staff_id, at, action, subject, before, after)
        values (@chain, @staff, @at, @action, @subject, @before::jsonb, @after::jsonb)
        """;
}
