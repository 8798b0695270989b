namespace Sasuai.Dev;

/// <summary>A folder under the system's temporary folder that goes away when disposed, or at the next start when its owner was killed.</summary>
public sealed class TempFolder : IDisposable
{
    const string prefix = "sasuai-";

    TempFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>Makes <c>sasuai-NAME-PID-…</c>; folders whose process no longer lives are removed first.</summary>
    public static TempFolder Create(string name)
    {
        RemoveOrphans();
        var folder = Directory.CreateTempSubdirectory($"{prefix}{name}-{Environment.ProcessId}-");
        return new TempFolder(folder.FullName);
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Remove(Path);

    static void RemoveOrphans()
    {
        foreach (var folder in Directory.GetDirectories(System.IO.Path.GetTempPath(), $"{prefix}*-*-*"))
        {
            // sasuai-NAME-PID-random
            var parts = System.IO.Path.GetFileName(folder).Split('-');
            if (int.TryParse(parts[^2], out var owner) && !Directory.Exists($"/proc/{owner}"))
                Remove(folder);
        }
    }

    static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Already gone, which is what was asked.
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Another user's folder, or a file still held; the next start tries again.
        }
    }
}
