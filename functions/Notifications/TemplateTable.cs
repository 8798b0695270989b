namespace Sasuai.Functions.Notifications;

/// <summary>The texts of messages as they stand in the books.</summary>
static class TemplateTable
{
    /// <summary>The newest of the chain's own, or else of the house's, for @chain, @key and @locale.</summary>
    public const string readBody = """
        select body from message_template where (chain_id = @chain or chain_id is null) and key = @key and locale = @locale order by chain_id nulls last, version desc limit 1
        """;
}
