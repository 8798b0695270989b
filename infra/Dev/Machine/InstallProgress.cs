namespace Sasuai.Dev;

/// <summary>Shows of an installer's many lines the ones that tell where it is, and keeps the last for a failure.</summary>
sealed class InstallProgress
{
    const int keptMax = 30;
    static readonly string[] telling = ["Get:", "Unpacking ", "Setting up ", "E: ", "added "];

    readonly Queue<string> last = new();

    public string LastLines => string.Join('\n', last);

    public void Take(string line)
    {
        last.Enqueue(line);
        if (last.Count > keptMax)
            last.Dequeue();
        if (telling.Any(start => line.StartsWith(start, StringComparison.Ordinal)))
            Say.Line($"  {line}");
    }
}
