using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Sasuai.Functions.Hosting;

/// <summary>
/// The functions on Kestrel, without the Azure host: for development, tests, a region's own servers and Kubernetes.
/// It reads the same attributes, host.json and local.settings.json.
/// </summary>
public sealed class SelfHost : IFunctionsWorkerApplicationBuilder
{
    /// <summary>How long a stop waits for invocations that run.</summary>
    public static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    // Where `func start` listens, so that both hosts answer at one address during development.
    const string defaultUrl = "http://127.0.0.1:7071";

    readonly WebApplicationBuilder web;
    readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware = [];
    readonly IReadOnlyList<FoundFunction> functions;

    SelfHost(string[] args, IEnumerable<Type> from)
    {
        web = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // No watching of files: settings are read once, and a watcher per host exhausts the system's in tests.
            Args = ["--hostBuilder:reloadConfigOnChange=false", .. args],
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(SelfHost).Assembly.GetName().Name,
        });
        // At the lowest place: the environment and the command line stand over the file.
        web.Configuration.Sources.Insert(0, LocalSettings.Source());
        web.Configuration.Sources.Insert(0, UsualSchedules.Source());
        if (string.IsNullOrEmpty(web.Configuration["urls"]) && string.IsNullOrEmpty(web.Configuration["http_ports"]))
            web.WebHost.UseUrls(defaultUrl);
        web.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        functions = [.. FoundFunction.In(from).Where(function => !IsDisabled(function))];
    }

    /// <summary>A builder for the functions of <paramref name="from"/>; of this assembly when none are named.</summary>
    /// <param name="args">Settings as <c>--Name=value</c>, over the environment, over local.settings.json.</param>
    /// <param name="from">The types whose functions to run.</param>
    public static SelfHost CreateBuilder(string[] args, params Type[] from) => new(args, from.Length > 0 ? from : typeof(SelfHost).Assembly.GetTypes());

    public IServiceCollection Services => web.Services;

    public ConfigurationManager Configuration => web.Configuration;

    public ILoggingBuilder Logging => web.Logging;

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        this.middleware.Add(middleware);
        return this;
    }

    public WebApplication Build()
    {
        Services.AddSingleton(functions);
        Services.AddSingleton(HostJson.Read(Configuration["SelfHost:HostJson"] ?? Path.Combine(AppContext.BaseDirectory, "host.json")));
        Services.AddSingleton(new Invocations(middleware));
        Services.AddSingleton<HttpFunctions>();
        Services.AddSingleton<TimerLease>();
        Services.AddHostedService<Listeners>();
        Services.TryAddSingleton(TimeProvider.System);
        Services.Configure<HostOptions>(options =>
        {
            options.ShutdownTimeout = StopTimeout;
            options.ServicesStopConcurrently = true;
        });
        var app = web.Build();
        var http = app.Services.GetRequiredService<HttpFunctions>();
        app.Run(http.AnswerAsync);
        return app;
    }

    // The real host's own switch for one function.
    bool IsDisabled(FoundFunction function) => Configuration.GetValue<bool>($"AzureWebJobs.{function.Name}.Disabled");
}
