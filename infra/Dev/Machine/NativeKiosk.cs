using System.Runtime.InteropServices;

namespace Sasuai.Dev;

/// <summary>The kiosk as it is shipped: published as a native program into one folder, for the kind of machine that this is.</summary>
public static class NativeKiosk
{
    static readonly string[] sources = ["kiosk", "shared", "Directory.Build.props", "Directory.Packages.props"];

    public static string Folder => Path.Combine(Repository.Artifacts, "kiosk");

    /// <summary>The program; made first when it is missing or older than its sources, which takes a few minutes.</summary>
    /// <exception cref="ServerFault">It cannot be published, or one of its packages is missing and cannot be installed.</exception>
    public static async Task<string> MakeAsync(CancellationToken cancellation = default)
    {
        var program = Path.Combine(Folder, "sasuai-kiosk");
        if (!File.Exists(program) || File.GetLastWriteTimeUtc(program) < NewestSource())
        {
            await PublishAsync(Folder, cancellation);
            File.SetLastWriteTimeUtc(program, TimeProvider.System.GetUtcNow().UtcDateTime);
        }
        return program;
    }

    public static async Task PublishAsync(string folder, CancellationToken cancellation)
    {
        await Install.EnsureAsync([Part.Gcc], cancellation);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Say.Step("publishing the kiosk as a native program");
        string[] words = ["publish", Path.Combine(Repository.Root, "kiosk"), "-c", "Release", "-r", Runtime, "-o", folder, "-v", "q", "-nologo", "-tl:off"];
        var code = await LineByLine.RunAsync("dotnet", words, line =>
        {
            if (line.Contains("error", StringComparison.Ordinal) || line.Contains("warning", StringComparison.Ordinal))
                Say.Line(line);
        }, cancellation);
        if (code != 0)
            throw new ServerFault($"the kiosk cannot be published (code {code}).");
    }

    static string Runtime => $"linux-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    static DateTime NewestSource() =>
        sources.Select(name => Path.Combine(Repository.Root, name))
            .SelectMany(path => File.Exists(path) ? [path] : Directory.GetFiles(path, "*", SearchOption.AllDirectories))
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal))
            .Max(File.GetLastWriteTimeUtc);
}
