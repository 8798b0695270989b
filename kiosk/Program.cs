using Sasuai.Kiosk;
using Sasuai.Kiosk.LocalData;
using Sasuai.Kiosk.Paper;
using Sasuai.Kiosk.Replay;

if (args is ["--help" or "-h" or "help"])
{
    Console.WriteLine(Commands.Usage);
    return 0;
}
var (verb, rest) = args is [var first, .. var others] && !first.StartsWith('-') ? (first, others) : ("", args);
try
{
    return verb switch
    {
        "" => await Commands.Screen(new(rest, "data", "driver")),
        "enrol" => await Commands.Enrol(new(rest, "cloud", "code", "data")),
        "lane" => await Commands.Lane(new(rest, "data")),
        "rescue" => await Commands.Rescue(new(rest, "to", "data")),
        "status" => await Commands.Status(new(rest, "data")),
        "replay" => await ReplayCommand.Run(new(rest, ReplayCommand.OptionNames), Console.Out, Console.Error),
        "paper" => PaperViewer.Run(rest),
        _ => Commands.Complain($"'{verb}' is not a command.\n{Commands.Usage}")
    };
}
catch (Exception wrong) when (wrong is BadOption or BadSettings or LocalDatabaseDamaged)
{
    return Commands.Complain(wrong.Message);
}
