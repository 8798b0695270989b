using Sasuai.Kiosk.Lanes;
using Sasuai.Sales;

namespace Sasuai.Kiosk.Screens;

/// <summary>What a way of paying is called on the screen: as on the receipt.</summary>
static class TenderNames
{
    public static string In(Language language, TenderKind kind) => TenderWords.Name(kind, language == Language.English ? "en" : "id");
}
