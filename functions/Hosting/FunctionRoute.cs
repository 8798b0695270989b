using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;

namespace Sasuai.Functions.Hosting;

/// <summary>The address of one HTTP function: its template with the prefix, its constraints and its verbs.</summary>
public sealed class FunctionRoute
{
    readonly TemplateMatcher matcher;
    readonly Dictionary<string, IRouteConstraint> constraints;

    /// <exception cref="InvalidOperationException">The template is not a route, or asks for keys that only the real host has.</exception>
    public FunctionRoute(FoundFunction function, string prefix, IInlineConstraintResolver resolver)
    {
        Function = function;
        var trigger = (HttpTriggerAttribute)function.Trigger;
        if (trigger.AuthLevel != AuthorizationLevel.Anonymous)
            throw new InvalidOperationException($"The function {function.Name} asks for a function key; this host has none, so say AuthorizationLevel.Anonymous.");
        Methods = [.. trigger.Methods ?? []];
        Template = Parse(function.Name, Joined(prefix, trigger.Route ?? function.Name));
        matcher = new TemplateMatcher(Template, DefaultsOf(Template));
        constraints = Template.Parameters
            .Where(parameter => parameter.InlineConstraints.Any())
            .ToDictionary(parameter => parameter.Name!, parameter => ConstraintOf(function.Name, parameter, resolver), StringComparer.OrdinalIgnoreCase);
    }

    public FoundFunction Function { get; }

    public RouteTemplate Template { get; }

    /// <summary>The verbs it answers; none means all.</summary>
    public IReadOnlyList<string> Methods { get; }

    public bool Answers(string method) => Methods.Count == 0 || Methods.Contains(method, StringComparer.OrdinalIgnoreCase);

    /// <summary>The route values when <paramref name="path"/> is this route's, otherwise null.</summary>
    public RouteValueDictionary? Match(HttpContext http, PathString path)
    {
        var values = new RouteValueDictionary();
        return matcher.TryMatch(path, values)
            && constraints.All(each => each.Value.Match(http, route: null, each.Key, values, RouteDirection.IncomingRequest)) ? values : null;
    }

    static string Joined(string prefix, string route) => prefix.Length == 0 ? route : $"{prefix}/{route}";

    static RouteTemplate Parse(string name, string route)
    {
        try
        {
            // The worker parses with its own parser; both must take the template.
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse(route);
            return TemplateParser.Parse(route);
        }
        catch (Exception wrong) when (wrong is ArgumentException or Microsoft.AspNetCore.Routing.Patterns.RoutePatternException)
        {
            throw new InvalidOperationException($"The route of the function {name} is wrong: {wrong.Message}", wrong);
        }
    }

    static RouteValueDictionary DefaultsOf(RouteTemplate template)
    {
        var defaults = new RouteValueDictionary();
        foreach (var parameter in template.Parameters.Where(parameter => parameter.DefaultValue is not null))
            defaults[parameter.Name!] = parameter.DefaultValue;
        return defaults;
    }

    static IRouteConstraint ConstraintOf(string name, TemplatePart parameter, IInlineConstraintResolver resolver)
    {
        var all = new CompositeRouteConstraint(parameter.InlineConstraints.Select(inline => resolver.ResolveConstraint(inline.Constraint)
            ?? throw new InvalidOperationException($"The route of the function {name} names an unknown constraint '{inline.Constraint}'.")));
        return parameter.IsOptional ? new OptionalRouteConstraint(all) : all;
    }
}
