namespace Sasuai.Kiosk.Paper;

/// <summary>One row that came out of the printer; a letter of double width counts two <paramref name="Columns"/>.</summary>
public readonly record struct PaperRow(string Text, int Columns);
