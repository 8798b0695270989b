using Sasuai.Kiosk;
using Sasuai.Kiosk.LocalData;
using Sasuai.Kiosk.Paper;

var (verb, rest) = args is [var first, .. var others] && !first.StartsWith('-') ? (first, others) : ("", args);
try
{
    return verb switch
    {
        "enrol" => await Commands.Enrol(new(rest, "cloud", "code", "data")),
        "lane" => await Commands.Lane(new(rest, "data")),
        "status" => await Commands.Status(new(rest, "data")),
        "paper" => PaperViewer.Run(rest),
        _ => Commands.Complain(verb.Length == 0 ? Commands.Usage : $"'{verb}' is not a command.\n{Commands.Usage}")
    };
}
catch (Exception wrong) when (wrong is BadOption or BadSettings or LocalDatabaseDamaged)
{
    return Commands.Complain(wrong.Message);
}
