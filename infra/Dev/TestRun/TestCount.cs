using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Sasuai.Dev;

/// <summary>How many tests passed, failed and were skipped, and the names of those that failed.</summary>
public sealed record TestCount(int Passed, int Failed, int Skipped)
{
    public IReadOnlyList<string> Failures { get; init; } = [];

    public static TestCount operator +(TestCount one, TestCount other) =>
        new(one.Passed + other.Passed, one.Failed + other.Failed, one.Skipped + other.Skipped)
        {
            Failures = [.. one.Failures, .. other.Failures],
        };

    /// <summary>The line that ends a run.</summary>
    public override string ToString() => $"{Passed} passed, {Failed} failed, {Skipped} skipped";

    /// <summary>Reads one project's run.</summary>
    /// <param name="report">The file of xunit's -result-xml; it need not exist.</param>
    /// <param name="code">The runner's exit code: 0, or 1 when tests failed. Anything else, or no report, is a crash and counts as one failure.</param>
    public static TestCount Of(string project, string report, int code)
    {
        TestCount counted;
        try
        {
            counted = Read(report);
        }
        catch (Exception fault) when (fault is IOException or XmlException or FormatException)
        {
            return Crashed(project, $"ended with code {code} and left no report");
        }
        // xunit says 1 for failed tests; a runner that ended badly after counting only passes has lost something.
        return code == 0 || (code == 1 && counted.Failed > 0) ? counted : counted + Crashed(project, $"ended with code {code}");
    }

    static TestCount Read(string report)
    {
        var assemblies = XDocument.Load(report).Root?.Elements("assembly").ToList() ?? [];
        if (assemblies.Count == 0)
            throw new FormatException("The report names no assembly.");
        var failed = assemblies.Descendants("test").Where(test => (string?)test.Attribute("result") == "Fail")
            // xunit writes quotes in a test's arguments as \".
            .Select(test => ((string?)test.Attribute("name") ?? "?").Replace("\\\"", "\"", StringComparison.Ordinal));
        // Errors are faults outside any test: in a fixture's clean-up, for instance.
        var errors = assemblies.Descendants("error").Select(error => $"{(string?)error.Attribute("name")} ({(string?)error.Attribute("type")})");
        return new TestCount(Sum("passed"), Sum("failed") + Sum("errors"), Sum("skipped")) { Failures = [.. failed, .. errors] };

        int Sum(string name) => assemblies.Sum(assembly => int.Parse((string?)assembly.Attribute(name) ?? "0", CultureInfo.InvariantCulture));
    }

    static TestCount Crashed(string project, string why) => new(0, 1, 0) { Failures = [$"{project} {why}"] };
}
