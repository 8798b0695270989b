namespace Sasuai.Dev;

/// <summary>What the tool tells the person at the terminal.</summary>
static class Say
{
    public static void Line(string text) => Console.Out.WriteLine(text);

    /// <summary>Something that takes a while begins; it is kept out of what a verb is asked to say.</summary>
    public static void Step(string text) => Console.Error.WriteLine(text);
}
