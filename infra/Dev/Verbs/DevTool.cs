using System.Runtime.InteropServices;

namespace Sasuai.Dev;

/// <summary>Finds the verb, runs it, stops it on Ctrl+C or SIGTERM, and turns what went wrong into a sentence.</summary>
public static class DevTool
{
    const int faultCode = 1;
    const int usageCode = 2;
    const int interruptedCode = 130;

    static readonly Verb[] verbs =
    [
        new("test", "[--only NAME]", "install what is missing, build, and run every test", RunTests.RunAsync),
        new("demo", "[--script]", "a whole chain on this machine and its till in this terminal; --script sells without a person", Demo.RunAsync),
        new("up", "", "servers, functions and a fake WhatsApp gateway, until Ctrl+C", Up.RunAsync),
        new("down", "", "stop what `up` runs", Down.RunAsync),
        new("migrate", "", "bring the database of `up` (or of the setting Postgres) to the newest shape", FunctionsVerbs.MigrateAsync),
        new("seed", "", "fill it with a chain of shops to try things on", FunctionsVerbs.SeedAsync),
        new("kiosk", "[OPTIONS]", "open the till in this terminal", KioskVerbs.KioskAsync),
        new("publish-kiosk", "[FOLDER]", "the kiosk as it is shipped: a native program in one folder", KioskVerbs.PublishAsync),
        new("paper", "[FILE] [--follow]", "show printed bytes as a readable receipt; without a file, the demo's as they come", KioskVerbs.PaperAsync),
        new("replay", "--catalogue CSV --sales CSV [--stores N] [--terminals M]", "sell a shop's history again through the real lane", KioskVerbs.ReplayAsync),
        new("fake-whatsapp", "[--port N] [--key KEY] [--log FILE]", "a WhatsApp gateway that only pretends", FakeGateway.RunAsync),
        new("simulate", "[--seeds N] [--first SEED] [--mutants]", "the sync of a whole chain under faults, by seed; --mutants breaks one rule at a time", Simulate.RunAsync),
        new("bench", "NAME [OPTIONS]", $"measure: {string.Join(", ", Bench.Names)} or all", Bench.RunAsync),
        new("doctor", "", "what is installed, what is missing and how to get it", Doctor.RunAsync),
    ];

    const int column = 28; // characters; where the explanations begin

    /// <param name="error">Where complaints are written; standard error unless told.</param>
    /// <returns>The exit code: 0, 1 when something went wrong, 2 when the words were not understood, 130 when interrupted.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter? error = null)
    {
        error ??= Console.Error;
        ParentDeath.EndWithParent();
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => Stop(signal, stop));
        try
        {
            return await FindVerb(arguments).Run(new Words(arguments.Skip(1)), stop.Token);
        }
        catch (UsageFault wrong)
        {
            await error.WriteLineAsync($"{wrong.Message}\n\n{Usage()}");
            return usageCode;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return interruptedCode;
        }
        catch (ServerFault fault)
        {
            await error.WriteLineAsync(fault.Message);
            return faultCode;
        }
        catch (Exception fault)
        {
            var kept = Path.Combine(Repository.Artifacts, "dev", "fault.txt");
            Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
            await File.WriteAllTextAsync(kept, fault.ToString());
            await error.WriteLineAsync($"{fault.Message} (the whole story is in {kept})");
            return faultCode;
        }
    }

    static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        // Our own end is orderly: whatever was started is stopped first.
        signal.Cancel = true;
        stop.Cancel();
    }

    static Verb FindVerb(string[] arguments)
    {
        if (arguments.Length == 0)
            throw new UsageFault("Say what to do.");
        return verbs.FirstOrDefault(verb => verb.Name == arguments[0])
            ?? throw new UsageFault($"'{arguments[0]}' is no verb of this tool.");
    }

    static string Usage() =>
        "dotnet run infra/dev.cs -- VERB\n" + string.Concat(verbs.Select(Explain));

    static string Explain(Verb verb)
    {
        var words = $"  {verb.Name} {verb.Options}".TrimEnd();
        return words.Length < column
            ? $"{words.PadRight(column)}{verb.Says}\n"
            : $"{words}\n{new string(' ', column)}{verb.Says}\n";
    }
}
