using System.Runtime.InteropServices;

namespace Sasuai.Dev;

/// <summary>When `dotnet run` above us is killed, we are told to stop, and so is everything below us.</summary>
static partial class ParentDeath
{
    const int PR_SET_PDEATHSIG = 1;
    const int SIGTERM = 15;

    public static void EndWithParent() => _ = Control(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nuint second, nuint third, nuint fourth, nuint fifth);
}
