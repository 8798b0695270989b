namespace Sasuai.Dev;

/// <summary>`kiosk`, `paper` and `replay`: the kiosk's own program in this terminal; it reads its own options.</summary>
static class KioskVerbs
{
    /// <summary>Where the till of `kiosk` and `demo` keeps its database, unless --data names another folder.</summary>
    public static string DataFolder => Path.Combine(HouseState.Folder, "kiosk");

    public static Task<int> KioskAsync(Words words, CancellationToken cancellation)
    {
        var data = words.Option("--data") ?? DataFolder;
        Directory.CreateDirectory(data);
        return RunAsync([.. words.Rest(), "--data", data], cancellation);
    }

    /// <summary>What the printer of `demo` gets.</summary>
    public static string PaperFile => Path.Combine(HouseState.Folder, "paper.bin");

    /// <summary>Without a word it follows the demo's paper.</summary>
    public static Task<int> PaperAsync(Words words, CancellationToken cancellation) =>
        RunAsync(["paper", .. words.Rest() is { Length: > 0 } given ? given : [PaperFile, "--follow"]], cancellation);

    public static async Task<int> PublishAsync(Words words, CancellationToken cancellation)
    {
        var folder = words.Next() ?? NativeKiosk.Folder;
        words.End();
        await NativeKiosk.PublishAsync(Path.GetFullPath(folder), cancellation);
        Say.Line($"the kiosk is in {folder}; infra/kiosk/install.sh --from {folder} makes a till of a box");
        return 0;
    }

    public static Task<int> ReplayAsync(Words words, CancellationToken cancellation)
    {
        foreach (var needed in (string[])["--catalogue", "--sales"])
            if (!words.Has(needed))
                throw new UsageFault($"replay needs {needed} FILE.");
        var cloud = words.Option("--cloud") ?? HouseState.MustFind().Functions;
        return RunAsync(["replay", "--cloud", cloud, .. words.Rest()], cancellation);
    }

    static async Task<int> RunAsync(string[] words, CancellationToken cancellation)
    {
        await Prepare.KioskAsync(cancellation);
        return await Foreground.RunAsync(
            "dotnet", [Repository.KioskProgram, .. words], folder: Environment.CurrentDirectory, cancellation: cancellation);
    }
}
