namespace Sasuai.Dev;

/// <summary>`demo`: a whole chain on this machine and its till in this terminal; `demo --script` the same without a person.</summary>
static class Demo
{
    public static async Task<int> RunAsync(Words words, CancellationToken cancellation)
    {
        var script = words.Flag("--script");
        words.End();
        if (!script && (Console.IsInputRedirected || Console.IsOutputRedirected))
            throw new UsageFault("demo opens a till and needs a terminal; without one: demo --script.");
        if (HouseState.Find() is { } running)
            throw new ServerFault($"A house is up already at {running.Functions} (process {running.ProcessId}); `down` stops it.");
        await using var ready = await Prepare.ServersAsync(cancellation);
        if (script) await Install.EnsureAsync([Part.Tmux], cancellation);
        else await Prepare.AdminAppAsync(cancellation);
        await Prepare.FunctionsAsync(cancellation);
        await Prepare.KioskAsync(cancellation);
        Directory.CreateDirectory(HouseState.Folder);
        // The log of this demo, not of the last one.
        File.Delete(Path.Combine(HouseState.Folder, "whatsapp.log"));
        await using var house = await House.StartAsync(new HouseOptions { Seed = true, LogFolder = HouseState.Folder, Say = Say.Line }, cancellation);
        if (script)
        {
            await DemoScript.RunAsync(house, cancellation);
            Say.Line("demo: ok");
            return 0;
        }
        HouseState.Of(house).Write();
        try
        {
            return await SellAsync(house, cancellation);
        }
        finally
        {
            HouseState.Forget();
            Say.Line("stopping");
        }
    }

    static async Task<int> SellAsync(House house, CancellationToken cancellation)
    {
        var seeded = house.Seeded;
        var terminal = seeded.Terminals[0];
        var folder = KioskVerbs.DataFolder;
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        await File.WriteAllBytesAsync(KioskVerbs.PaperFile, [], cancellation);
        await TillRobot.EnrolAsync(house.Functions.Address, terminal, folder, $"file:{KioskVerbs.PaperFile}", cancellation);
        Tell(house, seeded, terminal);
        await Task.Run(Console.ReadLine, cancellation);
        return await Foreground.RunAsync("dotnet", [Repository.KioskProgram, "--data", folder], folder: Environment.CurrentDirectory, cancellation: cancellation);
    }

    static void Tell(House house, SeededChain seeded, SeededTerminal terminal)
    {
        Say.Line("");
        Say.Line($"This is till {terminal.Number} of {terminal.Store}. Sign in with number, Enter, PIN, Enter:");
        foreach (var person in seeded.Staff.Where(person => person.Store is null || person.Store == terminal.Store))
            Say.Line($"  {person.Number}  PIN {person.Pin}  {person.Name} ({person.Role})");
        Say.Line("Barcodes to type (digits, Enter); 3* before one takes three; two letters search:");
        foreach (var product in seeded.Barcodes)
            Say.Line($"  {product.Barcode,-14} {product.Name,-32} Rp {new Money(product.Price).Grouped(),8}");
        var near = seeded.Members[0];
        Say.Line($"F5 attaches a member: {near.Phone} ({near.Name}) reaches the next tier with one sale of Rp 10.000; the WhatsApp message is in {Path.Combine(HouseState.Folder, "whatsapp.log")}");
        Say.Line("The paper as text, in another terminal: dotnet run infra/dev.cs -- paper");
        Say.Line($"The office: {house.Functions.Address}/app/  {seeded.Owner.Email} / {seeded.Owner.Password}");
        Say.Line("");
        Say.Line("Enter opens the till; Ctrl+C twice in it stops everything.");
    }
}
