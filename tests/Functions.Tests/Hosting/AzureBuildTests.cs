using System.Text.Json;
using Sasuai.Dev;

namespace Sasuai.Tests.Hosting;

/// <summary>
/// The azure form of the functions, as far as it can be shown where the worker packages do not restore: the project is evaluated,
/// and published from a clean copy against packages of the right names and versions made from WorkerMirror.cs. What only the real
/// packages and the real host can show is said in infra/decisions/0002-two-hosts.md.
/// </summary>
public sealed class AzureBuildTests
{
    static readonly Dictionary<string, string> workerPackages = new()
    {
        ["Microsoft.Azure.Functions.Worker"] = "2.52.0",
        ["Microsoft.Azure.Functions.Worker.Sdk"] = "2.1.0",
        ["Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore"] = "2.1.1",
        ["Microsoft.Azure.Functions.Worker.Extensions.Storage.Queues"] = "5.5.5",
        ["Microsoft.Azure.Functions.Worker.Extensions.Timer"] = "4.3.1",
        ["Microsoft.Azure.Functions.Worker.Extensions.RabbitMQ"] = "2.1.0",
    };

    [Fact]
    public async Task The_azure_build_references_the_worker_at_its_versions_and_leaves_the_self_host_out()
    {
        var azure = await EvaluateAsync("azure");

        var packages = azure.Names("PackageReference");
        foreach (var (package, version) in workerPackages)
        {
            packages.ShouldContain(package);
            azure.Items("PackageVersion").Single(item => item.GetProperty("Identity").GetString() == package).GetProperty("Version").GetString().ShouldBe(version);
        }
        packages.ShouldNotContain("Cronos");
        azure.Names("Compile").ShouldNotContain(file => file.StartsWith("Hosting", StringComparison.Ordinal));
        azure.Names("Compile").ShouldContain("Program.cs");
        azure.Property("DefineConstants").Split(';').ShouldContain("AZURE_HOST");
        azure.Property("AzureFunctionsVersion").ShouldBe("v4");
        azure.Property("RestoreLockedMode").ShouldBe("false");
        azure.Property("NuGetLockFilePath").ShouldContain("azure");
    }

    [Fact]
    public async Task The_self_build_knows_nothing_of_the_worker_packages()
    {
        var self = await EvaluateAsync("");

        self.Names("PackageReference").Intersect(workerPackages.Keys, StringComparer.Ordinal).ShouldBeEmpty();
        self.Names("PackageReference").ShouldContain("Cronos");
        self.Names("Compile").ShouldContain(Path.Combine("Hosting", "WorkerMirror.cs"));
        self.Property("DefineConstants").Split(';').ShouldNotContain("AZURE_HOST");
    }

    [Fact]
    public async Task The_azure_form_publishes_from_a_clean_copy_with_only_the_worker_packages_added_and_uses_nothing_of_the_self_host()
    {
        using var copy = await CleanCopy.MakeAsync(workerPackages);

        var published = await copy.DotnetAsync("publish", "functions", "-p:FunctionsHost=azure", $"-p:RestoreAdditionalProjectSources={copy.Packages}", "-o", copy.Output);

        published.Code.ShouldBe(0, published.Text);
        var files = Directory.GetFiles(copy.Output).Select(Path.GetFileName).ToList();
        files.ShouldContain("host.json");
        files.ShouldContain("Sasuai.Functions.dll");
        files.ShouldContain("Sasuai.Shared.dll");
        files.ShouldNotContain("Cronos.dll");
        // Secrets of a developer's machine stay there.
        files.ShouldNotContain("local.settings.json");

        // And the proof bites: a function that leans on the self host does not compile in this form.
        await copy.WriteAsync("functions/Leaning.cs", "static class Leaning { static object Host => Sasuai.Functions.Hosting.SelfHost.StopTimeout; }");
        var leaning = await copy.DotnetAsync("build", "functions", "-p:FunctionsHost=azure", "--no-restore");
        leaning.Code.ShouldNotBe(0);
        leaning.Text.ShouldContain("'Hosting' does not exist");
    }

    static async Task<Evaluation> EvaluateAsync(string host)
    {
        var answer = await DotnetRun.InAsync(Repository.Root, new Dictionary<string, string>(),
            "msbuild", Path.Combine("functions", "Sasuai.Functions.csproj"), $"-p:FunctionsHost={host}", "-getItem:PackageReference,PackageVersion,Compile",
            "-getProperty:DefineConstants,AzureFunctionsVersion,RestoreLockedMode,NuGetLockFilePath");
        answer.Code.ShouldBe(0, answer.Text);
        return new Evaluation(JsonDocument.Parse(answer.Text).RootElement);
    }

    sealed record Evaluation(JsonElement Root)
    {
        public string Property(string name) => Root.GetProperty("Properties").GetProperty(name).GetString()!;

        public IEnumerable<JsonElement> Items(string kind) => Root.GetProperty("Items").GetProperty(kind).EnumerateArray();

        public IReadOnlyList<string> Names(string kind) => [.. Items(kind).Select(item => item.GetProperty("Identity").GetString()!)];
    }
}
