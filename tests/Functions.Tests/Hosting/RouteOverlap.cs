using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Sasuai.Functions.Hosting;

namespace Sasuai.Tests.Hosting;

/// <summary>
/// Finds pairs of routes of one verb that some address fits both of, by reasoning over their templates and constraints. Where two
/// constraints are not known to exclude each other the pair counts as overlapping, so an empty answer is a proof.
/// </summary>
static class RouteOverlap
{
    static readonly IInlineConstraintResolver resolver =
        new ServiceCollection().AddRouting().AddLogging().BuildServiceProvider().GetRequiredService<IInlineConstraintResolver>();

    // No text satisfies both: a GUID has at least 32 characters and a number at most 20, letters are no digits, and so on.
    static readonly HashSet<(string, string)> exclusive =
    [
        ("guid", "int"), ("guid", "long"), ("guid", "bool"), ("guid", "datetime"), ("alpha", "int"), ("alpha", "long"),
        ("bool", "int"), ("bool", "long"), ("bool", "datetime"),
    ];

    public static IReadOnlyList<string> Of(IEnumerable<Type> types, string prefix = "")
    {
        var routes = FoundFunction.In(types)
            .Where(function => function.Trigger is Microsoft.Azure.Functions.Worker.HttpTriggerAttribute)
            .Select(function => new FunctionRoute(function, prefix, resolver))
            .ToList();
        return [.. from first in routes
            from second in routes
            where string.CompareOrdinal(first.Function.Name, second.Function.Name) < 0 && ShareVerb(first, second) && Overlap(first.Template, second.Template)
            select $"{first.Function.Name} ({first.Template.TemplateText}) and {second.Function.Name} ({second.Template.TemplateText}) overlap"];
    }

    static bool ShareVerb(FunctionRoute first, FunctionRoute second) =>
        first.Methods.Count == 0 || second.Methods.Count == 0 || first.Methods.Any(second.Answers);

    static bool Overlap(RouteTemplate first, RouteTemplate second) =>
        Enumerable.Range(0, Math.Max(first.Segments.Count, second.Segments.Count) + 1).Any(length =>
            Takes(first, length) && Takes(second, length)
            && Enumerable.Range(0, length).All(position => Meet(At(first, position), At(second, position))));

    // An address of this many segments: what is left over must be optional, what is too much goes into a catch-all.
    static bool Takes(RouteTemplate template, int length) =>
        length <= template.Segments.Count ? template.Segments.Skip(length).All(MayBeAbsent) : template.Segments is [.., var last] && IsCatchAll(last);

    static TemplateSegment At(RouteTemplate template, int position) => template.Segments[Math.Min(position, template.Segments.Count - 1)];

    static bool MayBeAbsent(TemplateSegment segment) =>
        segment is { IsSimple: true, Parts: [{ IsParameter: true } part] } && (part.IsOptional || part.IsCatchAll || part.DefaultValue is not null);

    static bool IsCatchAll(TemplateSegment segment) => segment.Parts is [{ IsCatchAll: true }];

    static bool Meet(TemplateSegment first, TemplateSegment second)
    {
        if (CanHoldNothing(first) || CanHoldNothing(second))
            return false;
        // Segments of several parts ({name}.{kind}) and catch-alls are taken to fit anything.
        if (!first.IsSimple || !second.IsSimple || IsCatchAll(first) || IsCatchAll(second))
            return true;
        var (one, other) = (first.Parts[0], second.Parts[0]);
        return (one.IsLiteral, other.IsLiteral) switch
        {
            (true, true) => string.Equals(one.Text, other.Text, StringComparison.OrdinalIgnoreCase),
            (true, false) => Fits(one.Text!, other),
            (false, true) => Fits(other.Text!, one),
            _ => !NamesOf(one).Any(left => NamesOf(other).Any(right => exclusive.Contains((left, right)) || exclusive.Contains((right, left)))),
        };
    }

    // A segment of an address has at least one character, so this constraint leaves only the address without it.
    static bool CanHoldNothing(TemplateSegment segment) => segment.Parts.Any(part => NamesOf(part).Contains("maxlength(0)", StringComparer.Ordinal));

    static IEnumerable<string> NamesOf(TemplatePart part) => part.InlineConstraints.Select(each => each.Constraint);

    static bool Fits(string literal, TemplatePart parameter) =>
        parameter.InlineConstraints.All(each => resolver.ResolveConstraint(each.Constraint)!.Match(
            httpContext: null, route: null, parameter.Name!, new RouteValueDictionary { [parameter.Name!] = literal }, RouteDirection.IncomingRequest));
}
