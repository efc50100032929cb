using NodaTime;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>A REST API of API Gateway: resources with Lambda proxy integrations, payload format 1.0. Mapping templates and other integrations are not simulated.</summary>
/// <example>
/// <code>
/// var api = simulation.RestApi("shop", stage: "prod");
/// api.Method("ANY", "/{proxy+}", shop);
/// </code>
/// </example>
public sealed class RestApi : ApiBase
{
    private static readonly Duration _longest = Duration.FromSeconds(29);
    private readonly HashSet<string> _binary = new(StringComparer.OrdinalIgnoreCase);

    internal RestApi(FrontPlace place, string name, string stage)
        : base(place, "rest", name, stage)
    {
    }

    /// <summary>Content types that are binary, such as <c>image/png</c> or <c>*/*</c>: such bodies reach the function as base64, and its base64 is decoded.</summary>
    public void BinaryMediaTypes(params string[] types) => _binary.UnionWith(types);

    /// <summary>Adds a method to a resource, which is made if it is not there.</summary>
    /// <param name="method">Such as <c>GET</c>, or <c>ANY</c>.</param>
    /// <param name="path">The resource, such as <c>/orders/{id}</c> or <c>/{proxy+}</c>.</param>
    /// <param name="function">Gets the requests.</param>
    /// <param name="configure">Timeout, authorizer, limits.</param>
    /// <exception cref="ArgumentException">It is none, or is there already; a setting is out of range.</exception>
    public void Method(string method, string path, IDestinationTarget function, Func<RouteSettings, RouteSettings>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (method is not ("ANY" or "DELETE" or "GET" or "HEAD" or "OPTIONS" or "PATCH" or "POST" or "PUT"))
        {
            throw new ArgumentException($"'{method}' is no method of a REST API: DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT or ANY", nameof(method));
        }

        var settings = Checked($"{method} {path}", configure?.Invoke(new RouteSettings()) ?? new RouteSettings(), _longest);
        Add(new Route(method, RouteTemplate.Parse(path), function.Arn, settings));
    }

    private protected override void Take(FrontRequest request, string requestId, Action<FrontAnswer> answered)
    {
        var prefix = $"/{StageName}";
        var path = request.RawPath == prefix ? "/" : request.RawPath.StartsWith(prefix + "/", StringComparison.Ordinal) ? request.RawPath[prefix.Length..] : null;
        if (request.Body.Length > LargestBody)
        {
            answered(FrontAnswer.Json(413, """{"message":"Request Too Long"}"""));
            return;
        }

        if (path is null)
        {
            answered(FrontAnswer.Json(403, """{"message":"Forbidden"}"""));
            return;
        }

        // What the path is when inner slashes at its start are one: the context keeps them (rule APIGW-EVENT-V1).
        var single = "/" + path.TrimStart('/');
        if (Find(request.Method, single) is not var (route, parameters))
        {
            answered(FrontAnswer.Json(403, """{"message":"Missing Authentication Token"}"""));
            return;
        }

        var call = new ProxyCall
        {
            Request = request, AccountId = Place.AccountId, ApiId = Id, Region = Place.Region, RequestId = requestId, At = Place.Host.Now, Stage = StageName,
            ResourcePath = route.Path!.Text, Path = single,
            PathParameters = [.. parameters.Select(static p => KeyValuePair.Create(p.Key, p.Value.TrimEnd('/')))],
            StageVariables = Variables, IsText = type => !IsBinary(type),
        };
        Run(route, call, isRest: true, answered, allowed => Integrate(route, allowed, answered));
    }

    private void Integrate(Route route, ProxyCall call, Action<FrontAnswer> answered) =>
        Integration.Call(Place.Host, route.Function, ProxyEvent.V1(call), route.Settings.Timeout?.ToDuration() ?? _longest, call.Request.By, "apigateway.amazonaws.com", (how, answer) => answered(how switch
        {
            IntegrationEnd.Returned => ProxyAnswer.V1(answer!.Payload, IsBinary) ?? Failure(502),
            IntegrationEnd.Failed => Failure(502),
            IntegrationEnd.TimedOut => FrontAnswer.Json(504, """{"message": "Endpoint request timed out"}"""),
            _ => Failure(500),
        }));

    private static FrontAnswer Failure(int status) => FrontAnswer.Json(status, """{"message": "Internal server error"}""");

    private bool IsBinary(string type) => _binary.Contains("*/*") || _binary.Contains(type.Split(';')[0].Trim());

    // A resource is found first, then its method: a more special resource without the method refuses.
    private (Route, IReadOnlyList<KeyValuePair<string, string>>)? Find(string method, string path)
    {
        var best = All
            .Select(r => (Route: r, Parameters: r.Path!.Match(path.Length > 1 ? path.TrimEnd('/') : path)))
            .Where(static r => r.Parameters is not null)
            .OrderBy(static r => r.Route.Path!, Comparer<RouteTemplate>.Create(RouteTemplate.Compare))
            .GroupBy(static r => r.Route.Path!.Text, StringComparer.Ordinal)
            .FirstOrDefault();
        var found = best?.Where(r => r.Route.Takes(method)).OrderBy(static r => r.Route.Method == "ANY").FirstOrDefault();
        return found?.Route is { } route ? (route, found.Value.Parameters!) : null;
    }
}
