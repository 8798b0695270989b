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
try
{
    builder.Services.AddSasuai(builder.Configuration);
}
catch (SettingsFault wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 2;
}
builder.UseSasuai();
await builder.Build().RunAsync();
return 0;
