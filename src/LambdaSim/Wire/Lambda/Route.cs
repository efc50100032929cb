using LambdaSim.Functions;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.Lambda;

/// <summary>Who answers a route.</summary>
internal enum RouteKind
{
    /// <summary>The control plane.</summary>
    Operation,

    /// <summary>One of the three ways to run a function.</summary>
    Invocation,

    /// <summary>Nobody: LambdaSim does not simulate it.</summary>
    Unsupported,
}

/// <summary>One operation of the service's API as it is asked for over HTTP, and who answers it.</summary>
/// <param name="Kind">Who answers.</param>
/// <param name="Wire">What stands outside the body, as the codec reads and writes it; bodies are read by the models, as bytes.</param>
internal sealed record Route(RouteKind Kind, WireOperation Wire)
{
    /// <summary>Of the control plane.</summary>
    public Operation? Operation { get; private init; }

    public string Name => Wire.Name;

    public string Method => Wire.Method;

    public string Template => Wire.Path.Text;

    public static Route Of(Operation operation) => new(RouteKind.Operation, new WireOperation(
        operation.Name, WireShape.Structure(operation.Name, Labels(operation.Path).Concat(operation.Query.Select(Parameter))), Output: null)
    {
        Method = operation.Method,
        Path = UriTemplate.Of(operation.Path),
        Status = operation.Status,
    })
    {
        Operation = operation,
    };

    /// <summary>A way to run a function.</summary>
    public static Route Invoking(string name, string template, IEnumerable<WireMember> input, WireShape? output, int status = 200) =>
        new(RouteKind.Invocation, new WireOperation(name, WireShape.Structure(name, Labels(template).Concat(input)), output) { Path = UriTemplate.Of(template), Status = status });

    public static Route Unsupported(string name, string method, string template) =>
        new(RouteKind.Unsupported, new WireOperation(name, WireShape.Structure(name, Labels(template)), Output: null) { Method = method, Path = UriTemplate.Of(template) });

    private static IEnumerable<WireMember> Labels(string template) => UriTemplate.Of(template).Labels.Select(static l => new WireMember(l, WireShape.String) { Location = MemberLocation.Label });

    // As Member or Member=parameter. Only tag keys are a list, however many values the query has.
    private static WireMember Parameter(string text)
    {
        var (member, parameter) = text.Split('=') is [var left, var right] ? (left, right) : (text, text);
        return new WireMember(member, member == "TagKeys" ? WireShape.ListOf(WireShape.String) : WireShape.String) { WireName = parameter, Location = MemberLocation.Query };
    }
}
