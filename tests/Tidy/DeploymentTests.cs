using System.Diagnostics;

namespace Sasuai.Tests;

/// <summary>What deploys the house is read by the tools that will read it, as far as they run without a cloud, a cluster or an engine.</summary>
public sealed class DeploymentTests
{
    [Fact]
    public void The_compose_file_is_accepted_by_docker_compose()
    {
        var config = Run("docker-compose", ["-f", "infra/docker/compose.yaml", "config"]);

        config.Output.ShouldContain("AzureWebJobsStorage");
        foreach (var service in new[] { "postgres:", "rabbitmq:", "azurite:", "functions:", "migrate:" }) config.Output.ShouldContain(service);
    }

    [Fact]
    public void The_manifests_satisfy_the_schemas_of_kubernetes_and_keda()
    {
        Run("npm", ["ci", "--no-audit", "--no-fund", "--prefix", "infra/k8s"]);

        Run("node", ["infra/k8s/check.mjs"]).Output.ShouldContain("ScaledObject functions: ok");
    }

    [Fact]
    public void The_region_s_template_compiles_and_offers_no_plan_that_cannot_run_rabbitmq_triggers()
    {
        var template = Run(Bicep(), ["build", "infra/bicep/main.bicep", "--stdout"]).Output;

        template.ShouldContain("\"EP1\"");
        template.ShouldNotContain("\"Y1\"");
        template.ShouldNotContain("\"FC1\"");
    }

    [Fact]
    public void Every_region_has_parameters_that_fit_the_template()
    {
        var regions = House.Files.Where(file => file.EndsWith(".bicepparam", StringComparison.Ordinal)).ToArray();
        regions.Length.ShouldBeGreaterThan(1);
        foreach (var region in regions)
            Run(Bicep(), ["build-params", region, "--stdout"], ("SASUAI_DATABASE_ADMIN_PASSWORD", "a"), ("SASUAI_DATABASE_PASSWORD", "b"), ("SASUAI_RABBITMQ_URL", "c"), ("SASUAI_BLASTIFY_KEY", "d"))
                .Output.ShouldContain("parametersJson");
    }

    [Fact]
    public void Every_setting_that_the_functions_need_is_given_by_every_deployment()
    {
        string[] needed = ["Postgres", "RabbitMq", "AzureWebJobsStorage", "BlastifyUrl", "BlastifyKey", "SweepSchedule", "RelaySchedule", "SendSchedule", "OccasionSchedule", "PartSchedule"];
        foreach (var setting in needed)
        {
            House.Text("infra/docker/compose.yaml").ShouldContain($"{setting}:");
            House.Text("infra/bicep/main.bicep").ShouldContain($"name: '{setting}'");
            House.Text("infra/k8s/settings.yaml").ShouldContain(setting);
            House.Text("local.settings.sample.json").ShouldContain($"\"{setting}\"");
        }
    }

    [Fact]
    public void Shell_scripts_pass_shellcheck()
    {
        var scripts = House.Files.Where(file => file.EndsWith(".sh", StringComparison.Ordinal)).Append(".ci/run").ToArray();
        scripts.Length.ShouldBeGreaterThan(1);
        Run("shellcheck", scripts);
    }

    [Fact]
    public void The_container_s_steps_build_the_functions_in_a_clean_folder()
    {
        var folder = Directory.CreateTempSubdirectory("sasuai-container-").FullName;
        try
        {
            // The same files that the container file copies, and the same command.
            foreach (var file in House.Files.Where(file => file is "global.json" or "Directory.Build.props" or "Directory.Packages.props" or ".editorconfig"
                || file.StartsWith("infra/build/", StringComparison.Ordinal) || file.StartsWith("shared/", StringComparison.Ordinal) || file.StartsWith("functions/", StringComparison.Ordinal)))
            {
                var target = Path.Combine(folder, file);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(Path.Combine(House.Root, file), target);
            }
            House.Text("infra/docker/Functions.Dockerfile").ShouldContain("RUN dotnet publish functions -c Release -o /publish\n");

            Run("dotnet", ["publish", Path.Combine(folder, "functions"), "-c", "Release", "-o", Path.Combine(folder, "publish"), "-v", "q"]);

            File.Exists(Path.Combine(folder, "publish", "Sasuai.Functions.dll")).ShouldBeTrue();
            File.Exists(Path.Combine(folder, "publish", "host.json")).ShouldBeTrue();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    public void Installing_a_kiosk_twice_keeps_its_data_and_can_be_rolled_back()
    {
        var folder = Directory.CreateTempSubdirectory("sasuai-install-").FullName;
        try
        {
            var published = Directory.CreateDirectory(Path.Combine(folder, "published")).FullName;
            var program = Path.Combine(published, "sasuai-kiosk");
            // Stands for the published program: it notes how it was called, and enrolling makes the data file.
            File.WriteAllText(program, "#!/bin/sh\necho \"$@\" >> \"$SASUAI_ROOT/calls\"\ntouch \"$SASUAI_ROOT/var/lib/sasuai/kiosk.db\"\n");
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var machine = Directory.CreateDirectory(Path.Combine(folder, "machine")).FullName;
            (string, string) root = ("SASUAI_ROOT", machine);

            Run("infra/kiosk/install.sh", ["--from", published, "--cloud", "https://cloud.example", "--code", "ABCD2345"], root);
            File.WriteAllText(Path.Combine(published, "version"), "2");
            Run("infra/kiosk/install.sh", ["--from", published], root);

            File.ReadAllLines(Path.Combine(machine, "calls")).ShouldHaveSingleItem().ShouldContain("enrol --cloud https://cloud.example --code ABCD2345");
            File.Exists(Path.Combine(machine, "opt/sasuai/kiosk/version")).ShouldBeTrue();
            Run("infra/kiosk/install.sh", ["--rollback"], root);
            File.Exists(Path.Combine(machine, "opt/sasuai/kiosk/version")).ShouldBeFalse();
            File.Exists(Path.Combine(machine, "etc/systemd/system/sasuai-kiosk.service")).ShouldBeTrue();
            Try("infra/kiosk/install.sh", ["--from", folder], root).ShouldSatisfyAllConditions(
                answer => answer.Code.ShouldBe(2), answer => answer.Errors.ShouldContain("holds no program sasuai-kiosk"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static string Bicep() =>
        Path.Combine(Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget/packages"),
            "azure.bicep.commandline.linux-x64/0.49.2/tools/bicep");

    static (int Code, string Output, string Errors) Run(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var answer = Try(program, arguments, environment);
        answer.Code.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{answer.Output}\n{answer.Errors}");
        return answer;
    }

    static (int Code, string Output, string Errors) Try(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        if (program.Contains('/', StringComparison.Ordinal)) program = Path.Combine(House.Root, program);
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = House.Root, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        // A build started from a test must not inherit the test runner's own MSBuild settings.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray()) start.Environment.Remove(name);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.GetAwaiter().GetResult());
    }
}
