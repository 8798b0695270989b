using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Sasuai.Dev;

/// <summary>Finds TCP ports on 127.0.0.1 that nobody listens on.</summary>
public static class FreePort
{
    // Below the range the kernel lends to outgoing connections: a port of that range could be taken
    // by somebody's client while its server is down, and a client could even connect to itself.
    const int lowest = 20_000;
    const int highest = 32_000;
    const int triesMax = 200;

    // A port that was free just now may be given to two test processes at once, before either listens on it: each holds a
    // locked file for what it was given, and its end, however it ends, unlocks it.
    static readonly Dictionary<int, FileStream> given = [];
    static readonly string claims = Path.Combine(Path.GetTempPath(), $"sasuai-ports-{Environment.UserName}");

    static FreePort() => AppDomain.CurrentDomain.ProcessExit += (_, _) => GiveBack();

    /// <summary>A port from 20 000 to 31 999 that was free just now and that no process of this tool was given.</summary>
    public static int Next()
    {
        lock (given)
        {
            for (var attempt = 0; attempt < triesMax; attempt++)
            {
                var port = RandomNumberGenerator.GetInt32(lowest, highest);
                if (!given.ContainsKey(port) && IsFree(port) && Claim(port) is { } claim)
                {
                    given.Add(port, claim);
                    return port;
                }
            }
        }
        throw new ServerFault($"No free port was found between {lowest} and {highest} in {triesMax} tries.");
    }

    static FileStream? Claim(int port)
    {
        try
        {
            Directory.CreateDirectory(claims);
            return new FileStream(
                Path.Combine(claims, $"{port}"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            return null;
        }
    }

    static void GiveBack()
    {
        lock (given)
            foreach (var claim in given.Values)
                claim.Dispose();
        try
        {
            // The last one out takes the folder along.
            Directory.Delete(claims);
        }
        catch (IOException)
        {
            // Others still hold claims in it.
        }
    }

    static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
