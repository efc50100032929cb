using NodaTime;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>A REST API of API Gateway: resources with Lambda proxy integrations, payload format 1.0. Mapping templates and other integrations are not simulated.</summary>
/// <example>
/// <code>
/// var api = simulation.RestApi("shop", stage: "prod");
/// api.Method("ANY", "/{proxy+}", shop);
/// </code>
/// </example>
public sealed class RestApi : ApiBase, IPlannedFront
{
    private static readonly Duration _longest = Duration.FromSeconds(29);
    private readonly HashSet<string> _binary = new(StringComparer.OrdinalIgnoreCase);

    private readonly List<UsagePlan> _plans = [];
    private readonly List<ApiKey> _keys = [];

    internal RestApi(FrontPlace place, string name, string stage, string? id = null)
        : base(place, "rest", name, stage, id)
    {
    }

    /// <summary>The usage plans of its stage, where they are kept elsewhere; null: its own.</summary>
    internal Func<string, IEnumerable<UsagePlan>>? Plans { get; init; }

    /// <summary>The id of what its stage serves; null: made of the stage's name.</summary>
    internal string? DeploymentId { get; set; }

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
        if (settings.Format == PayloadFormat.V2)
        {
            throw new ArgumentException($"{method} {path} asks for payload format 2.0; REST APIs have 1.0 only, leave Format out or use an HTTP API", nameof(configure));
        }

        if (settings.Authorizer is JwtAuthorizer)
        {
            throw new ArgumentException($"{method} {path} has a JWT authorizer; only HTTP APIs have them, a REST API asks a function (RouteAuthorizer.Lambda)", nameof(configure));
        }

        Add(new Route(method, RouteTemplate.Parse(path), function.Arn, settings));
    }

    /// <summary>The API key of a name, which is made when it is first asked for; a usage plan lets it in.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">What <c>x-api-key</c> says, 20 to 128 characters; null: one is made, the same in each run.</param>
    /// <exception cref="ArgumentException">The value is too short or too long, or another key has it.</exception>
    public ApiKey ApiKey(string name, string? value = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (_keys.Find(k => k.Name == name) is { } there)
        {
            return there;
        }

        var id = ProxyEvent.Identifier($"apikey/{Id}/{name}");
        var key = new ApiKey(id, name, value ?? Gateways.ApiKey.ValueOf(id));
        if (key.Value.Length is < 20 or > 128 || _keys.Exists(k => k.Value == key.Value))
        {
            throw new ArgumentException($"the value of API key '{name}' is another key's, or has not 20 to 128 characters", nameof(value));
        }

        _keys.Add(key);
        return key;
    }

    /// <summary>The usage plan of a name, which is made when it is first asked for: <c>api.UsagePlan("basic", p => p with { Quota = 1_000 }).Add(key)</c>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="configure">Its limits; of one that is there, ignored.</param>
    /// <exception cref="ArgumentException">A limit is below 0.</exception>
    public UsagePlan UsagePlan(string name, Func<UsagePlanSettings, UsagePlanSettings>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (_plans.Find(p => p.Name == name) is { } there)
        {
            return there;
        }

        var plan = new UsagePlan(ProxyEvent.Identifier($"usageplan/{Id}/{name}"), name, configure?.Invoke(new UsagePlanSettings()) ?? new UsagePlanSettings());
        _plans.Add(plan);
        return plan;
    }

    IEnumerable<string> IPlannedFront.Notes => NotesOf("REST API");

    IPlannedFront IPlannedFront.Again(FrontPlace place)
    {
        var again = new RestApi(place, Name, StageName);
        again.Copy(this);
        again._binary.UnionWith(_binary);
        again._keys.AddRange(_keys);
        again._plans.AddRange(_plans.Select(static p => p.Again()));
        return again;
    }

    /// <summary>Serves this from now on, in the place of all that it served.</summary>
    internal void Serve(IEnumerable<Route> routes, IEnumerable<KeyValuePair<string, string>> variables, IEnumerable<string> binaryTypes)
    {
        Replace(routes, variables);
        _binary.Clear();
        _binary.UnionWith(binaryTypes);
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
            StageVariables = Variables, IsText = type => !IsBinary(type), ResourceId = route.ResourceId, DeploymentId = DeploymentId,
        };
        Run(route, call, isRest: true, answered, allowed => WithKey(route, allowed, answered));
    }

    private void WithKey(Route route, ProxyCall call, Action<FrontAnswer> answered)
    {
        if (!route.Settings.ApiKeyRequired)
        {
            Integrate(route, call, answered);
            return;
        }

        var (refusal, key) = KeyCheck.Of(Plans?.Invoke(StageName) ?? _plans, call.Request.Header(KeyCheck.Header), $"{Id}:{StageName}{route.Path!.Text}/{route.Method}", Place.Host.Now);
        if (refusal is null)
        {
            Integrate(route, call with { Key = key }, answered);
        }
        else
        {
            answered(refusal);
        }
    }

    private void Integrate(Route route, ProxyCall call, Action<FrontAnswer> answered)
    {
        if (route.Fixed is { } given)
        {
            answered(given);
            return;
        }

        Integration.Call(Place.Host, route.Function, ProxyEvent.V1(call), route.Settings.Timeout?.ToDuration() ?? _longest, call.Request.By, "apigateway.amazonaws.com", (how, answer) => answered(how switch
        {
            IntegrationEnd.Returned => ProxyAnswer.V1(answer!.Payload, IsBinary) ?? Failure(502),
            IntegrationEnd.Failed => Failure(502),
            IntegrationEnd.TimedOut => FrontAnswer.Json(504, """{"message": "Endpoint request timed out"}"""),
            _ => Failure(500),
        }));
    }

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
