namespace Sasuai.Tests;

/// <summary>What the demo's shelves hold and where its stores stand.</summary>
static class Goods
{
    public const string Indomie = "089686010947";
    public const string Jakarta = "Asia/Jakarta";
    public const string Denpasar = "Asia/Makassar";

    /// <summary>A product that no other test sells or prices.</summary>
    public const string Aqua = "8886008101053";
}
