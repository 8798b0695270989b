namespace Sasuai.Dev;

/// <summary>What the tool tells the person at the terminal.</summary>
static class Say
{
    public static void Line(string text) => Console.Out.WriteLine(text);
}
