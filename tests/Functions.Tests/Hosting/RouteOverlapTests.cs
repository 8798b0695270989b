using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Hosting;

namespace Sasuai.Tests.Hosting;

public sealed class RouteOverlapTests
{
    [Fact]
    public void No_two_routes_of_one_verb_overlap()
    {
        RouteOverlap.Of(typeof(SelfHost).Assembly.GetTypes(), HostJson.Read(Path.Combine(AppContext.BaseDirectory, "host.json")).RoutePrefix)
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData(typeof(WordAgainstLiteral))]
    [InlineData(typeof(CatchAllAtTheRoot))]
    [InlineData(typeof(OptionalEnd))]
    [InlineData(typeof(TwoWords))]
    [InlineData(typeof(SameWithoutCase))]
    [InlineData(typeof(LiteralThatFits))]
    public void Routes_that_swallow_each_other_are_found(Type bad) => RouteOverlap.Of([bad]).Count.ShouldBe(1);

    [Theory]
    [InlineData(typeof(OtherVerbs))]
    [InlineData(typeof(Constrained))]
    [InlineData(typeof(HttpCounter))]
    public void Routes_that_keep_apart_are_left_in_peace(Type good) => RouteOverlap.Of([good]).ShouldBeEmpty();

    static IResult Text(HttpRequest request) => TypedResults.Text(request.Path);

    static class WordAgainstLiteral
    {
        [Function("A")]
        public static IResult A([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sales/{word}")] HttpRequest request) => Text(request);

        [Function("B")]
        public static IResult B([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sales/daily")] HttpRequest request) => Text(request);
    }

    static class CatchAllAtTheRoot
    {
        [Function("A")]
        public static IResult A([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{*path}")] HttpRequest request) => Text(request);

        [Function("B")]
        public static IResult B([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/sales/{id:guid}")] HttpRequest request) => Text(request);
    }

    static class OptionalEnd
    {
        [Function("A")]
        public static IResult A([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sales/{day:datetime?}")] HttpRequest request) => Text(request);

        [Function("B")]
        public static IResult B([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "sales")] HttpRequest request) => Text(request);
    }

    static class TwoWords
    {
        [Function("A")]
        public static IResult A([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "a/{one}/x")] HttpRequest request) => Text(request);

        [Function("B")]
        public static IResult B([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "a/{two:alpha}/{three}")] HttpRequest request) => Text(request);
    }

    static class SameWithoutCase
    {
        [Function("A")]
        public static IResult A([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "Sales")] HttpRequest request) => Text(request);

        [Function("B")]
        public static IResult B([HttpTrigger(AuthorizationLevel.Anonymous, Route = "sales")] HttpRequest request) => Text(request);
    }

    static class LiteralThatFits
    {
        [Function("A")]
        public static IResult A([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "year/{year:int}")] HttpRequest request) => Text(request);

        [Function("B")]
        public static IResult B([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "year/2026")] HttpRequest request) => Text(request);
    }

    static class OtherVerbs
    {
        [Function("A")]
        public static IResult A([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sales")] HttpRequest request) => Text(request);

        [Function("B")]
        public static IResult B([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sales")] HttpRequest request) => Text(request);
    }

    static class Constrained
    {
        [Function("A")]
        public static IResult A([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sales/{id:guid}")] HttpRequest request) => Text(request);

        [Function("B")]
        public static IResult B([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sales/{number:long}")] HttpRequest request) => Text(request);

        [Function("C")]
        public static IResult C([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sales/daily")] HttpRequest request) => Text(request);

        [Function("D")]
        public static IResult D([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sales")] HttpRequest request) => Text(request);

        [Function("E")]
        public static IResult E([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "app/{*path}")] HttpRequest request) => Text(request);

        [Function("F")]
        public static IResult F([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{ignored:maxlength(0)?}")] HttpRequest request) => Text(request);
    }
}
