using Sasuai.Kiosk.LocalData;
using Sasuai.Sync;

namespace Sasuai.Kiosk.Sync;

/// <summary>Makes a terminal of an empty data folder, with a one-time code from an admin.</summary>
public static class Enrolment
{
    /// <summary>
    /// The key is written before it is shown to anybody, and the database only once the cloud has said yes, so that an enrolment that broke
    /// off can be tried again with the same code.
    /// </summary>
    public static async Task<TerminalEnrolled> Run(HttpClient http, string folder, Uri cloud, string code, string appVersion, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        using var key = TerminalKey.OpenOrMake(folder);
        var enrolled = await CloudClient.Enrol(http, cloud, new(code.Trim(), TerminalKey.PublicHalf(key), appVersion), cancellation);
        using var database = LocalDatabase.Open(Path.Combine(folder, LocalDatabase.FileName));
        database.Write(db => ThisTerminal.Enrolled(db, enrolled, cloud));
        return enrolled;
    }

    /// <summary>Who this folder is already; null when it is nobody yet.</summary>
    public static ThisTerminal? Known(string folder)
    {
        var path = Path.Combine(folder, LocalDatabase.FileName);
        if (!File.Exists(path)) return null;
        using var database = LocalDatabase.Open(path);
        return database.Read(ThisTerminal.Read);
    }
}
