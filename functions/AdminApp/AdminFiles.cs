using System.Collections.Frozen;
using Microsoft.AspNetCore.StaticFiles;

namespace Sasuai.Functions.AdminApp;

/// <summary>One file of the admin app as it was built.</summary>
/// <param name="IsHashed">Its name changes with its content, so a browser may keep it for ever.</param>
public sealed record AdminFile(string FullPath, string ContentType, bool IsHashed, DateTimeOffset ChangedAt, string Tag);

/// <summary>
/// The files beside the program, listed once. An address is only ever looked up in this list and never joined to a folder, so no
/// address can climb out of it.
/// </summary>
public sealed class AdminFiles
{
    const string startPage = "index.html";
    const string hashedFolder = "assets/";
    const string unknownType = "application/octet-stream";

    static readonly FileExtensionContentTypeProvider types = new();
    readonly FrozenDictionary<string, AdminFile> files;

    public AdminFiles(string folder) =>
        files = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .ToFrozenDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), file => Describe(folder, file), StringComparer.Ordinal)
            : FrozenDictionary<string, AdminFile>.Empty;

    /// <summary>Those that the build laid beside this program.</summary>
    public static AdminFiles Built { get; } = new(Path.Combine(AppContext.BaseDirectory, "admin"));

    /// <summary>The app's start page, or null when the app was not built.</summary>
    public AdminFile? StartPage => files.GetValueOrDefault(startPage);

    /// <summary>
    /// The file at <paramref name="path"/>. A path that names no kind of file is a screen of the app, and gets the start page; a
    /// missing file is null.
    /// </summary>
    public AdminFile? Find(string? path) =>
        string.IsNullOrEmpty(path) ? StartPage
        : files.GetValueOrDefault(path) ?? (Path.HasExtension(path) ? null : StartPage);

    static AdminFile Describe(string folder, string file)
    {
        var name = Path.GetRelativePath(folder, file).Replace('\\', '/');
        var info = new FileInfo(file);
        return new(file, TypeOf(name), name.StartsWith(hashedFolder, StringComparison.Ordinal),
            new DateTimeOffset(info.LastWriteTimeUtc), $"\"{info.LastWriteTimeUtc.Ticks:x}-{info.Length:x}\"");
    }

    static string TypeOf(string name)
    {
        var type = types.TryGetContentType(name, out var known) ? known : unknownType;
        return type.StartsWith("text/", StringComparison.Ordinal) ? $"{type}; charset=utf-8" : type;
    }
}
