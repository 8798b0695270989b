using System.Text.RegularExpressions;

namespace Sasuai.Tests;

/// <summary>What review said twice.</summary>
public sealed class HouseRulesTests
{
    static readonly string[] rooms = ["functions", "kiosk", "shared", "infra", "tests"];
    static readonly string[] product = ["shared/", "functions/", "kiosk/"];
    static readonly string[] doors = ["local.settings.sample.json", "Sasuai.sln", "README.md", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "nuget.config"];

    [Fact]
    public void The_top_level_is_the_design_card() =>
        House.Files.Select(file => file.Split('/')[0]).Distinct().Where(name => !rooms.Contains(name) && !doors.Contains(name) && name[0] != '.').ShouldBeEmpty();

    [Fact]
    public void No_folder_is_named_after_nothing() =>
        House.Files.Where(file => file.Split('/')[..^1].Any(folder => folder is "Common" or "Helpers" or "Utils" or "Core" or "Models" or "Services" or "Interfaces")).ShouldBeEmpty();

    [Fact]
    public void A_file_is_one_story()
    {
        var sizes = rooms.SelectMany(room => House.Source(room + "/")).Select(file => (File: file, Lines: House.Lines(file).Length)).OrderBy(file => file.Lines).ToArray();

        sizes.Where(file => file.Lines > 450).ShouldBeEmpty();
        sizes[(int)(sizes.Length * 0.5)].Lines.ShouldBeLessThanOrEqualTo(60, "half of the files");
        sizes[(int)(sizes.Length * 0.95)].Lines.ShouldBeLessThanOrEqualTo(200, "nineteen files of twenty");
    }

    [Fact]
    public void A_queue_s_name_is_written_once()
    {
        var names = Regex.Matches(House.Text("shared/Messages/QueueNames.cs"), "= \"(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(match => match.Groups["name"].Value).ToArray();
        names.Length.ShouldBeGreaterThan(5);
        var twice = from file in rooms.SelectMany(room => House.Source(room + "/"))
                    where file != "shared/Messages/QueueNames.cs"
                    let text = House.Text(file)
                    from name in names
                    where text.Contains($"\"{name}\"", StringComparison.Ordinal)
                    select $"{file} writes {name}";
        twice.ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_left_for_later_skipped_or_swallowed()
    {
        string[] marks = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception", "Skip" + " = \"", "Assert." + "Skip"];
        var found = from file in rooms.SelectMany(room => House.Source(room + "/"))
                    let text = House.Text(file)
                    where marks.Any(mark => text.Contains(mark, StringComparison.Ordinal))
                          || Regex.IsMatch(text, @"catch\s*(\([^)]*\))?\s*\{\s*\}", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
                    select file;
        found.ShouldBeEmpty();
    }

    [Fact]
    public void An_interface_has_two_that_keep_its_promise()
    {
        // IId is a shape that the compiler needs (static abstract), with a dozen ids behind it.
        var source = product.SelectMany(House.Source).Where(file => !file.Contains("WorkerMirror", StringComparison.Ordinal)).Select(House.Text).ToArray();
        var names = source.SelectMany(text => Regex.Matches(text, @"\binterface (?<name>I[A-Z]\w*)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(match => match.Groups["name"].Value)).Distinct();
        // The simulated world is a second home of the product's own code.
        string[] keepers = [.. source, .. House.Source("tests/Simulation/").Select(House.Text)];
        var lonely = names.Where(name => keepers.Sum(text => Regex.Count(text, @$"\b(class|struct|record)\b[^;{{]*:[^;{{]*\b{name}\b", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))) < 2);
        lonely.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("functions/Migrations/", ".sql")]
    [InlineData("infra/decisions/", ".md")]
    public void What_is_numbered_has_no_gap_and_no_number_twice(string folder, string ending)
    {
        var numbers = House.Files.Where(file => file.StartsWith(folder, StringComparison.Ordinal) && file.EndsWith(ending, StringComparison.Ordinal))
            .Select(file => int.Parse(Path.GetFileName(file)[..4], System.Globalization.CultureInfo.InvariantCulture)).Order().ToArray();
        numbers.ShouldBe(Enumerable.Range(1, numbers.Length));
    }

    [Fact]
    public void The_tree_names_no_machine_of_ours()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + "/";
        var parent = Path.GetDirectoryName(House.Root) + "/";
        var found = from file in House.Files
                    where Path.GetExtension(file) is ".cs" or ".md" or ".json" or ".yaml" or ".yml" or ".sh" or ".ts" or ".tsx" or ".props" or ".csproj" or ".service" or ".bicep" or ""
                    let text = House.Text(file)
                    where (home.Length > 2 && text.Contains(home, StringComparison.Ordinal)) || (parent.Length > 4 && parent != Path.GetTempPath() && text.Contains(parent, StringComparison.Ordinal))
                          || (file.EndsWith("package-lock.json", StringComparison.Ordinal) && text.Contains("\"resolved\"", StringComparison.Ordinal))
                    select file;
        found.ShouldBeEmpty();
    }
}
