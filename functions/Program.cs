using Sasuai.Functions.Platform;
#if AZURE_HOST
using Microsoft.Azure.Functions.Worker.Builder;
#else
using Sasuai.Functions.Hosting;
#endif

if (await Verbs.RunAsync(args) is { } exitCode)
    return exitCode;

#if AZURE_HOST
var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
#else
var builder = SelfHost.CreateBuilder(args);
#endif
builder.Services.AddSasuai(builder.Configuration);
builder.UseSasuai();
await builder.Build().RunAsync();
return 0;
