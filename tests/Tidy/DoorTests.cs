using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Sasuai.Tests;

/// <summary>The doors of the house: who may use whom (README, "The house").</summary>
public sealed partial class DoorTests
{
    [Fact]
    public void Shared_uses_no_project_no_file_no_network_and_no_package_but_the_world_s_phone_numbers()
    {
        var project = XDocument.Load(Path.Combine(House.Root, "shared/Sasuai.Shared.csproj"));
        // Decision 0018.
        project.Descendants().Where(item => item.Name.LocalName is "PackageReference" or "ProjectReference" or "FrameworkReference").Select(item => (string?)item.Attribute("Include")).ShouldBe(["libphonenumber-csharp"]);
        Using("shared/", name => name.StartsWith("System.IO", StringComparison.Ordinal) || name.StartsWith("System.Net", StringComparison.Ordinal)
            || name.StartsWith("System.Data", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Functions_and_kiosk_do_not_know_each_other()
    {
        Using("functions/", name => name.StartsWith("Sasuai.Kiosk", StringComparison.Ordinal)).ShouldBeEmpty();
        Using("kiosk/", name => name.StartsWith("Sasuai.Functions", StringComparison.Ordinal)).ShouldBeEmpty();
        House.Text("functions/Sasuai.Functions.csproj").ShouldNotContain("Sasuai.Kiosk");
        House.Text("kiosk/Sasuai.Kiosk.csproj").ShouldNotContain("Sasuai.Functions");
    }

    [Theory]
    [InlineData("kiosk/LocalDatabase/", "Lanes|Screens|Sync|Devices|Replay")]
    [InlineData("kiosk/Devices/", "Lanes|Screens|Sync|LocalData|Replay")]
    [InlineData("kiosk/Sync/", "Lanes|Screens|Devices|Replay")]
    [InlineData("kiosk/Lane/", "Screens|Replay")]
    [InlineData("kiosk/Screens/", "Replay")]
    public void In_the_kiosk_nothing_points_back(string room, string forbidden)
    {
        House.Source(room).ShouldNotBeEmpty();
        var rooms = forbidden.Split('|');
        Using(room, name => name.Split('.') is ["Sasuai", "Kiosk", var other, ..] && rooms.Contains(other)).ShouldBeEmpty();
    }

    /// <summary>Where all areas meet on purpose: the composition root.</summary>
    static readonly string[] meetingPlaces = ["functions/Program.cs", "functions/Platform/Services.cs", "functions/Platform/Verbs.cs", "functions/Seed/DemoChain.cs"];

    [Fact]
    public void In_the_cloud_an_area_uses_its_own_files_the_platform_and_what_others_open_for_it()
    {
        var areas = House.Source("functions/").Select(Area).Where(area => area.Length > 0).ToHashSet();
        areas.Count.ShouldBeGreaterThan(5);
        var wrong =
            from file in House.Source("functions/")
            where !meetingPlaces.Contains(file)
            from name in Usings(file)
            let other = name.Split('.') is ["Sasuai", "Functions", var area, ..] ? area : Area(file)
            where areas.Contains(other) && other != Area(file) && other is not ("Platform" or "Hosting")
            where !House.Source($"functions/{other}/").Any(IsOpen)
            select $"{file} uses {other}, which opens nothing";
        wrong.ShouldBeEmpty();
    }

    /// <summary>A table that others may read, or the part an area takes in the one transaction that posts facts.</summary>
    static bool IsOpen(string file) =>
        file.EndsWith("Table.cs", StringComparison.Ordinal) || Path.GetFileName(file).StartsWith("Post", StringComparison.Ordinal);

    [Fact]
    public void The_platform_knows_no_area()
    {
        var wrong = from file in House.Source("functions/Platform/")
                    where !meetingPlaces.Contains(file)
                    from name in Usings(file)
                    where name.StartsWith("Sasuai.Functions.", StringComparison.Ordinal) && name is not ("Sasuai.Functions.Platform" or "Sasuai.Functions.Hosting")
                    select $"{file} uses {name}";
        wrong.ShouldBeEmpty();
    }

    static string Area(string file) => file.Split('/') is [_, var area, _, ..] ? area : "";

    static IEnumerable<string> Using(string room, Func<string, bool> wrong) =>
        from file in House.Source(room) from name in Usings(file) where wrong(name) select $"{file} uses {name}";

    static IEnumerable<string> Usings(string file) =>
        UsingLine().Matches(House.Text(file)).Select(match => match.Groups["name"].Value);

    [GeneratedRegex(@"^\s*(global )?using (static |\w+ = )?(?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UsingLine();
}
