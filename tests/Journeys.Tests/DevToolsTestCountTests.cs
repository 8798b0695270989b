using Sasuai.Dev;

namespace Sasuai.Tests;

public sealed class DevToolsTestCountTests : IDisposable
{
    readonly TempFolder folder = TempFolder.Create("count");

    [Fact]
    public void A_report_is_counted_and_its_failures_are_named()
    {
        var report = Report("""
            <assemblies><assembly passed="7" failed="1" skipped="2" errors="1">
              <errors><error name="TestServers" type="assembly-cleanup" /></errors>
              <collection><test name="A_sale_is_kept(by: \&quot;SQLite\&quot;)" result="Fail" /><test name="Other" result="Pass" /></collection>
            </assembly></assemblies>
            """);

        var counted = TestCount.Of("Kiosk.Tests", report, code: 1);

        counted.ToString().ShouldBe("7 passed, 2 failed, 2 skipped");
        counted.Failures.ShouldBe(["A_sale_is_kept(by: \"SQLite\")", "TestServers (assembly-cleanup)"]);
    }

    [Fact]
    public void A_project_without_tests_breaks_nothing()
    {
        var empty = TestCount.Of("Tidy", Report("""<assemblies><assembly passed="0" failed="0" skipped="0" errors="0" /></assemblies>"""), code: 0);

        (empty + new TestCount(3, 0, 0)).ToString().ShouldBe("3 passed, 0 failed, 0 skipped");
    }

    [Theory]
    [InlineData("", 139)]
    [InlineData("<assemblies>", 1)]
    [InlineData("<assemblies />", 0)]
    [InlineData("""<assemblies><assembly passed="9" failed="0" skipped="0" errors="0" /></assemblies>""", 134)]
    [InlineData("""<assemblies><assembly passed="9" failed="0" skipped="0" errors="0" /></assemblies>""", 1)]
    public void A_runner_that_crashed_counts_as_a_failure(string report, int code)
    {
        TestCount.Of("Kiosk.Tests", Report(report), code).Failed.ShouldBe(1);
    }

    [Fact]
    public void A_runner_that_left_no_report_counts_as_a_failure()
    {
        var counted = TestCount.Of("Kiosk.Tests", folder.File("none.xml"), code: 0);

        counted.ToString().ShouldBe("0 passed, 1 failed, 0 skipped");
        counted.Failures.Single().ShouldContain("Kiosk.Tests");
    }

    public void Dispose() => folder.Dispose();

    string Report(string text)
    {
        var file = folder.File("report.xml");
        File.WriteAllText(file, text);
        return file;
    }
}
