using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Sasuai.Tests.Hosting;

/// <summary>Functions that the real worker refuses or would fail at, one mistake each; they are never run.</summary>
#pragma warning disable CA1822, IDE0060, MA0155, CA1801, CA1045, MA0041, AsyncFixer03, VSTHRD100 // wrong on purpose
public sealed class Refused
{
    static IResult Fine => TypedResults.Ok();

    [Function("Same")]
    public IResult Same1([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "a")] HttpRequest request) => Fine;

    [Function("same")]
    public IResult Same2([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "b")] HttpRequest request) => Fine;

    [Function("4Digits")]
    public IResult Digits([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "a")] HttpRequest request) => Fine;

    [Function("Hidden")]
    internal IResult Hidden([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "a")] HttpRequest request) => Fine;

    [Function("Void")]
    public async void Void([QueueTrigger("a-queue", Connection = "Storage")] string message) => await Task.Yield();

    [Function("ByRef")]
    public void ByRef([QueueTrigger("a-queue", Connection = "Storage")] ref string message) => message = "";

    [Function("NoTrigger")]
    public Task NoTrigger(FunctionContext context) => Task.CompletedTask;

    [Function("TwoTriggers")]
    public Task TwoTriggers([QueueTrigger("a-queue", Connection = "Storage")] string message, [TimerTrigger("0 * * * * *")] TimerInfo timer) => Task.CompletedTask;

    [Function("NoLevel")]
    public IResult NoLevel([HttpTrigger("get", Route = "a")] HttpRequest request) => Fine;

    [Function("NoLevelNorMethods")]
    public IResult NoLevelNorMethods([HttpTrigger(Route = "a")] HttpRequest request) => Fine;

    [Function("Key")]
    public IResult Key([HttpTrigger(AuthorizationLevel.Function, "get", Route = "a")] HttpRequest request) => Fine;

    [Function("NoVerb")]
    public IResult NoVerb([HttpTrigger(AuthorizationLevel.Anonymous, Route = "a")] HttpRequest request) => Fine;

    [Function("OddVerb")]
    public IResult OddVerb([HttpTrigger(AuthorizationLevel.Anonymous, "fetch", Route = "a")] HttpRequest request) => Fine;

    [Function("NoRoute")]
    public IResult NoRoute([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Fine;

    [Function("BrokenRoute")]
    public IResult BrokenRoute([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "a/{id")] HttpRequest request) => Fine;

    [Function("SlashRoute")]
    public IResult SlashRoute([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "/")] HttpRequest request) => Fine;

    [Function("AdminRoute")]
    public IResult AdminRoute([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "admin/users")] HttpRequest request) => Fine;

    [Function("Headers")]
    public IResult Headers([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "a/{headers}")] HttpRequest request) => Fine;

    [Function("NotInRoute")]
    public IResult NotInRoute([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "a/{id}")] HttpRequest request, string name) => Fine;

    [Function("Day")]
    public IResult Day([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "a/{day:datetime}")] HttpRequest request, DateOnly day) => Fine;

    [Function("Unconstrained")]
    public IResult Unconstrained([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "a/{id}")] HttpRequest request, Guid id) => Fine;

    [Function("Optional")]
    public IResult Optional([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "a/{page:int?}")] HttpRequest request, int page) => Fine;

    [Function("NoRequest")]
    public IResult NoRequest([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "a")] HttpContext context) => Fine;

    [Function("NoResult")]
    public string NoResult([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "a")] HttpRequest request) => "";

    [Function("QueueName")]
    public Task QueueName([QueueTrigger("A_Queue", Connection = "Storage")] string message) => Task.CompletedTask;

    [Function("QueueConnection")]
    public Task QueueConnection([QueueTrigger("a-queue")] string message) => Task.CompletedTask;

    [Function("QueueBytes")]
    public Task QueueBytes([QueueTrigger("a-queue", Connection = "Storage")] byte[] message) => Task.CompletedTask;

    [Function("QueueOutput")]
    public Task<string> QueueOutput([QueueTrigger("a-queue", Connection = "Storage")] string message) => Task.FromResult("");

    [Function("FiveFields")]
    public Task FiveFields([TimerTrigger("*/5 * * * *")] TimerInfo timer) => Task.CompletedTask;

    [Function("LastDay")]
    public Task LastDay([TimerTrigger("0 0 0 L * *")] TimerInfo timer) => Task.CompletedTask;

    [Function("TimerText")]
    public Task TimerText([TimerTrigger("0 * * * * *")] string timer) => Task.CompletedTask;

    [Function("RabbitBody")]
    public Task RabbitBody([RabbitMQTrigger("whatsapp", ConnectionStringSetting = "RabbitMq")] string body) => Task.CompletedTask;

    [Function("RabbitHost")]
    public Task RabbitHost([RabbitMQTrigger("host", "user", "password", 5672, "whatsapp")] string message) => Task.CompletedTask;

    [Function("RabbitNumber")]
    public Task RabbitNumber([RabbitMQTrigger("whatsapp", ConnectionStringSetting = "RabbitMq")] int message) => Task.CompletedTask;

    [Function("RabbitExtra")]
    public Task RabbitExtra([RabbitMQTrigger("whatsapp", ConnectionStringSetting = "RabbitMq")] string message, string store) => Task.CompletedTask;
}
