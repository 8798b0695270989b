using System.Security.Cryptography;

namespace Sasuai.Kiosk.Sync;

/// <summary>The terminal's own P-256 key, in a file of the data folder that only its owner may read. It never leaves the machine.</summary>
public static class TerminalKey
{
    public const string FileName = "terminal.key";

    /// <summary>The key of this data folder, made at the first call.</summary>
    public static ECDsa OpenOrMake(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var path = Path.Combine(folder, FileName);
        if (File.Exists(path)) return Read(path);
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var made = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(made, options))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
            file.Flush(flushToDisk: true);
        }
        File.Move(made, path, overwrite: true);
        return key;
    }

    /// <summary>SubjectPublicKeyInfo in base64, as an enrolment sends it.</summary>
    public static string PublicHalf(ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }

    static ECDsa Read(string path)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(path));
        return key;
    }
}
