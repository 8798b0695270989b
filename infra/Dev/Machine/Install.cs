namespace Sasuai.Dev;

/// <summary>Brings missing parts onto a Debian machine, by apt and npm, without starting the services that Debian's packages would start.</summary>
static class Install
{
    // One shell as root, so that what it puts aside is put back whatever happens in between.
    const string asRoot = """
        set -eu
        policy=/usr/sbin/policy-rc.d
        cluster=/etc/postgresql-common/createcluster.d/sasuai-dev.conf
        ours=
        restore() { rm -f "$cluster"; if [ -n "$ours" ]; then rm -f "$policy"; fi; }
        trap restore EXIT
        trap 'exit 130' INT TERM HUP
        # Packages ask this script before they start a service: 101 is no.
        if [ ! -e "$policy" ]; then ours=1; printf '#!/bin/sh\nexit 101\n' > "$policy"; chmod 755 "$policy"; fi
        # No cluster of Debian's own: every run here makes and removes its own.
        mkdir -p "$(dirname "$cluster")"
        printf 'create_main_cluster = false\n' > "$cluster"
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -q
        apt-get install -q -y --no-install-recommends "$@"
        """;

    public static async Task EnsureAsync(IEnumerable<Part> parts, CancellationToken cancellation)
    {
        var missing = new List<Part>();
        foreach (var part in parts)
            if (await part.Find() is null)
                missing.Add(part);
        if (missing.SelectMany(part => part.Packages).Distinct().ToArray() is { Length: > 0 } packages)
            await AptAsync(packages, cancellation);
        if (missing.Contains(Part.Azurite))
            await NpmAsync(cancellation);
        foreach (var part in missing)
            if (await part.Find() is null)
                throw new ServerFault($"{part.Name} is still missing. Get it by hand: {part.Get}");
    }

    /// <summary>Whether packages can be installed here: there is apt, and we are root or may ask sudo.</summary>
    public static async Task<bool> CanAsync(CancellationToken cancellation) =>
        File.Exists("/usr/bin/apt-get") && (Environment.IsPrivilegedProcess || await MaySudoAsync(cancellation));

    static async Task AptAsync(string[] packages, CancellationToken cancellation)
    {
        if (!File.Exists("/usr/bin/apt-get"))
            throw new ServerFault($"This is no Debian machine (there is no apt-get). Install by hand what these bring: {string.Join(' ', packages)}");
        if (!await CanAsync(cancellation))
            throw new ServerFault(
                $"These packages are missing and neither root nor sudo is at hand. Ask somebody who has it to run: apt-get install {string.Join(' ', packages)}");
        Say.Line($"installing {string.Join(", ", packages)}");
        string[] shell = ["sh", "-c", asRoot, "sh", .. packages];
        string[] command = Environment.IsPrivilegedProcess ? shell : ["sudo", .. shell];
        var progress = new InstallProgress();
        if (await LineByLine.RunAsync(command[0], command[1..], progress.Take, cancellation) is not 0 and var code)
            throw new ServerFault($"apt-get failed with code {code}:\n{progress.LastLines}");
    }

    static async Task NpmAsync(CancellationToken cancellation)
    {
        Say.Line($"installing azurite {AzuriteServer.Version} into {AzuriteServer.Home}");
        var progress = new InstallProgress();
        string[] words =
            [
                "install", "--prefix", AzuriteServer.Home, "--no-audit", "--no-fund", "--loglevel", "error",
                .. await NodeForAzurite.PackagesAsync(), $"azurite@{AzuriteServer.Version}",
            ];
        if (await LineByLine.RunAsync("npm", words, progress.Take, cancellation) is not 0 and var code)
            throw new ServerFault($"npm failed with code {code}:\n{progress.LastLines}");
    }

    static async Task<bool> MaySudoAsync(CancellationToken cancellation) =>
        // At a terminal sudo can ask for the password; without one it must not need it.
        (await ShortCommand.TryAsync("sudo", ["-n", "true"], cancellation)).Code == 0
        || (!Console.IsInputRedirected && (await ShortCommand.TryAsync("sudo", ["-V"], cancellation)).Code == 0);
}
