using System.IO.Compression;
using Sasuai.Dev;

namespace Sasuai.Tests.Hosting;

/// <summary>
/// The functions and what they are built from, copied to a temporary folder, with a package source that holds nothing but stand-ins of the
/// worker packages. What is already restored on this machine serves as a fallback folder; what is restored here stays in the folder.
/// </summary>
sealed class CleanCopy : IDisposable
{
    const string typesIn = "Microsoft.Azure.Functions.Worker";

    static readonly string[] parts = ["functions", "shared", "infra/build"];
    static readonly string[] files = ["Directory.Build.props", "Directory.Packages.props", ".editorconfig", "global.json"];
    static readonly string[] notSource = ["bin", "obj", "admin", "node_modules"];

    readonly TempFolder folder = TempFolder.Create("azure-build");

    public string Packages => folder.File("packages");

    public string Output => folder.File("published");

    public static async Task<CleanCopy> MakeAsync(IReadOnlyDictionary<string, string> standIns)
    {
        var copy = new CleanCopy();
        foreach (var file in files)
            File.Copy(Path.Combine(Repository.Root, file), copy.folder.File(file));
        foreach (var part in parts)
            CopyFolder(Path.Combine(Repository.Root, part), copy.folder.File(part));
        // A developer's own settings and a lock file of the self build must not get in the way.
        await copy.WriteAsync("functions/local.settings.json", """{ "Values": { "BlastifyKey": "secret" } }""");
        await copy.WriteAsync("functions/packages.lock.json", """{ "version": 2, "dependencies": { "net10.0": {} } }""");
        await copy.WriteAsync("NuGet.config", "<configuration><packageSources><clear /></packageSources></configuration>");
        foreach (var (package, version) in standIns)
            await copy.PackAsync(package, version);
        return copy;
    }

    public Task<(int Code, string Text)> DotnetAsync(params string[] words) =>
        DotnetRun.InAsync(folder.Path, new Dictionary<string, string>
        {
            ["NUGET_PACKAGES"] = folder.File("restored"),
            ["NUGET_FALLBACK_PACKAGES"] = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named ? named
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
        }, words);

    public async Task WriteAsync(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.File(file))!);
        await File.WriteAllTextAsync(folder.File(file), text, TestContext.Current.CancellationToken);
    }

    public void Dispose() => folder.Dispose();

    // The first package holds all types, the others are empty: which extension holds which type is not what is shown here.
    async Task PackAsync(string package, string version)
    {
        if (package == typesIn)
            await PackTypesAsync(package, version);
        else
            await PackNothingAsync(package, version);
    }

    async Task PackTypesAsync(string package, string version)
    {
        await WriteAsync("stand-in/Directory.Build.props", "<Project />");
        await WriteAsync("stand-in/Directory.Packages.props", "<Project />");
        await WriteAsync("stand-in/StandIn.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings>
                <PackageId>{package}</PackageId><Version>{version}</Version><AssemblyName>{package}</AssemblyName>
              </PropertyGroup>
              <ItemGroup>
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
                <Using Include="Microsoft.Extensions.DependencyInjection" />
              </ItemGroup>
            </Project>
            """);
        File.Copy(Path.Combine(Repository.Root, "functions", "Hosting", "WorkerMirror.cs"), folder.File("stand-in/WorkerMirror.cs"));
        await WriteAsync("stand-in/Builder.cs", Builder);
        var packed = await DotnetAsync("pack", "stand-in", "-v", "q", "-o", Packages);
        packed.Code.ShouldBe(0, packed.Text);
    }

    async Task PackNothingAsync(string package, string version)
    {
        Directory.CreateDirectory(Packages);
        await using var zip = await ZipFile.OpenAsync(Path.Combine(Packages, $"{package}.{version}.nupkg"), ZipArchiveMode.Create, TestContext.Current.CancellationToken);
        await using var writer = new StreamWriter(await zip.CreateEntry($"{package}.nuspec").OpenAsync(TestContext.Current.CancellationToken));
        await writer.WriteAsync($"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
              <id>{package}</id><version>{version}</version><authors>a test</authors><description>A stand-in.</description>
            </metadata></package>
            """);
    }

    // The shapes of the worker's own builder, which the mirror leaves out because the self host has its own.
    const string Builder = """
        using Microsoft.Azure.Functions.Worker.Middleware;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.Diagnostics.Metrics;
        using Microsoft.Extensions.Hosting;
        using Microsoft.Extensions.Logging;

        namespace Microsoft.Azure.Functions.Worker.Builder;

        public class FunctionsApplication
        {
            public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
        }

        public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
        {
            readonly HostApplicationBuilder inner;
            internal FunctionsApplicationBuilder(string[]? args) => inner = new HostApplicationBuilder(args);
            public IDictionary<object, object> Properties => ((IHostApplicationBuilder)inner).Properties;
            IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;
            public ConfigurationManager Configuration => inner.Configuration;
            public IHostEnvironment Environment => inner.Environment;
            public ILoggingBuilder Logging => inner.Logging;
            public IMetricsBuilder Metrics => inner.Metrics;
            public IServiceCollection Services => inner.Services;
            public IHost Build() => inner.Build();
            public void ConfigureContainer<T>(IServiceProviderFactory<T> factory, Action<T>? configure = null) where T : notnull => inner.ConfigureContainer(factory, configure);
            public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware) => this;
        }

        public static class FunctionsApplicationBuilderAspNetCoreExtensions
        {
            public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder) => builder;
        }
        """;

    static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var inner in Directory.GetDirectories(from).Where(inner => !notSource.Contains(Path.GetFileName(inner), StringComparer.Ordinal)))
            CopyFolder(inner, Path.Combine(to, Path.GetFileName(inner)));
    }
}
