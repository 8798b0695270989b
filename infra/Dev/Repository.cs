namespace Sasuai.Dev;

/// <summary>Where the parts of this working copy lie on the disk.</summary>
public static class Repository
{
    /// <summary>The folder that holds Sasuai.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Debug or Release: as this tool was built, so are the programs it starts.</summary>
#if DEBUG
    public const string Configuration = "Debug";
#else
    public const string Configuration = "Release";
#endif

    /// <summary>Logs, papers and the state of a running house; ignored by git.</summary>
    public static string Artifacts => Path.Combine(Root, "artifacts");

    public static string FunctionsProgram =>
        Path.Combine(Root, "functions", "bin", Configuration, "net10.0", "Sasuai.Functions.dll");

    public static string KioskProgram =>
        Path.Combine(Root, "kiosk", "bin", Configuration, "net10.0", "sasuai-kiosk.dll");

    static string FindRoot()
    {
        // A file-based program runs from a cache folder, so the place of its source is asked first.
        string?[] starts =
        [
            AppContext.GetData("EntryPointFileDirectoryPath") as string,
            AppContext.BaseDirectory,
            Environment.CurrentDirectory,
        ];
        foreach (var start in starts)
            for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
                if (File.Exists(Path.Combine(folder, "Sasuai.sln")))
                    return folder;
        throw new DirectoryNotFoundException("Sasuai.sln was not found above this program or this folder.");
    }
}
