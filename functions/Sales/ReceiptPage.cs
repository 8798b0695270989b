using Stubble.Core.Builders;

namespace Sasuai.Functions.Sales;

/// <summary>A receipt in words, ready to be shown.</summary>
sealed record ShownReceipt(
    bool English, string Store, string Address, string Npwp, string Footer, string Number, string At, IReadOnlyList<ShownLine> Lines, IReadOnlyList<ShownTender> Tenders,
    string? Discount, string Tax, string Due, string? Points);

/// <param name="Off">What was taken off; null when nothing was.</param>
sealed record ShownLine(string Name, string Quantity, string Price, string Net, string? Off);

sealed record ShownTender(string Kind, string Amount);

/// <summary>The page of a receipt. Everything that people typed is escaped by the template library.</summary>
static class ReceiptPage
{
    public const string type = "text/html; charset=utf-8";

    static readonly Stubble.Core.StubbleVisitorRenderer renderer = new StubbleBuilder().Build();

    public static string Missing { get; } = Page("Struk / Receipt", "<h1>Struk tidak ditemukan</h1><p>Tautan ini salah atau sudah tidak berlaku. Tunjukkan struk kertas di kasir.</p><p lang=\"en\">This link is wrong, or has ended. The paper receipt holds as before.</p>");

    public static string Of(ShownReceipt receipt) => renderer.Render(receipt.English ? english : indonesian, receipt);

    static readonly string indonesian = Page("Struk {{Number}}", Body("id", "Diskon", "Termasuk pajak", "Total", "Poin"));
    static readonly string english = Page("Receipt {{Number}}", Body("en", "Discount", "Tax included", "Total", "Points"));

    static string Body(string language, string discount, string tax, string total, string points) => $$$"""
        <main lang="{{{language}}}">
        <h1>{{Store}}</h1>
        <p>{{Address}}{{#Npwp}}<br>NPWP {{Npwp}}{{/Npwp}}</p>
        <p>{{Number}}<br><time>{{At}}</time></p>
        <table>
        {{#Lines}}<tr><td>{{Name}}<br><small>{{Quantity}} x {{Price}}{{#Off}}, - {{Off}}{{/Off}}</small></td><td>{{Net}}</td></tr>
        {{/Lines}}{{#Discount}}<tr><td>{{{discount}}}</td><td>- {{Discount}}</td></tr>
        {{/Discount}}<tr class="sum"><td>{{{total}}}</td><td>{{Due}}</td></tr>
        {{#Tenders}}<tr><td>{{Kind}}</td><td>{{Amount}}</td></tr>
        {{/Tenders}}<tr><td>{{{tax}}}</td><td>{{Tax}}</td></tr>
        {{#Points}}<tr><td>{{{points}}}</td><td>{{Points}}</td></tr>
        {{/Points}}</table>
        <p>{{Footer}}</p>
        </main>
        """;

    static string Page(string title, string body) => $$$"""
        <!doctype html>
        <html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{{{title}}}</title>
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #f4f4f2; margin: 0; padding: 1rem; }
        main { max-width: 26rem; margin: 0 auto; background: #fff; padding: 1.25rem; border-radius: .5rem; }
        h1 { font-size: 1.2rem; margin: 0; } table { width: 100%; border-collapse: collapse; } td { padding: .3rem 0; vertical-align: top; overflow-wrap: anywhere; }
        td + td { text-align: right; white-space: nowrap; padding-left: 1rem; font-variant-numeric: tabular-nums; } small { color: #555; } .sum td { border-top: 1px solid #999; font-weight: 600; }
        </style></head><body>{{{body}}}</body></html>
        """;
}
