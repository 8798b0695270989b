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

    static readonly HashSet<int> given = [];

    /// <summary>A port from 20 000 to 31 999 that was free just now and that this process was not given before.</summary>
    public static int Next()
    {
        lock (given)
        {
            for (var attempt = 0; attempt < triesMax; attempt++)
            {
                var port = RandomNumberGenerator.GetInt32(lowest, highest);
                if (!given.Contains(port) && IsFree(port))
                {
                    given.Add(port);
                    return port;
                }
            }
        }
        throw new ServerFault($"No free port was found between {lowest} and {highest} in {triesMax} tries.");
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
