using NodaTime;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>An HTTP API of API Gateway: routes to functions, with AWS's events, limits and answers.</summary>
/// <example>
/// <code>
/// var api = simulation.HttpApi("orders");
/// api.Route("GET /orders/{id}", read);
/// simulation.Run(async () =&gt;
/// {
///     using var client = api.CreateClient();
///     Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/orders/7")).StatusCode);
/// });
/// </code>
/// </example>
public sealed class HttpApi : ApiBase, IPlannedFront
{
    private static readonly Duration _longest = Duration.FromSeconds(30);
    private CorsSettings? _cors;

    internal HttpApi(FrontPlace place, string name)
        : base(place, "http", name, "$default")
    {
    }

    internal HttpApi(FrontPlace place, string name, string id, string stage)
        : base(place, "http", name, stage, id)
    {
    }

    /// <summary>The status that a client gets when Lambda throttles the function: AWS's documents name none; 503 (rule APIGW-THROTTLED).</summary>
    public int ThrottledStatus { get; set; } = 503;

    /// <summary>Adds a route.</summary>
    /// <param name="key"><c>GET /orders/{id}</c>, <c>ANY /files/{path+}</c>, or <c>$default</c> for what no other route takes.</param>
    /// <param name="function">Gets the requests.</param>
    /// <param name="configure">Payload format, timeout, authorizer, limits.</param>
    /// <exception cref="ArgumentException">The key is none, or is there already; a setting is out of range.</exception>
    public void Route(string key, IDestinationTarget function, Func<RouteSettings, RouteSettings>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(function);
        var settings = Checked(key, configure?.Invoke(new RouteSettings()) ?? new RouteSettings(), _longest);
        if (settings.ApiKeyRequired)
        {
            throw new ArgumentException($"{key} asks for an API key; only REST APIs have them", nameof(configure));
        }

        if (settings.Authorizer is LambdaAuthorizer { IsToken: true })
        {
            throw new ArgumentException($"the authorizer of {key} gets the token alone (IsToken); only REST APIs have such ones, leave IsToken out", nameof(configure));
        }

        Add(RouteOf(key, function.Arn, settings));
    }

    /// <summary>From now on the API answers preflights by itself and sets the headers of CORS; those of functions are left out (rule APIGW-CORS).</summary>
    public void Cors(CorsSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _cors = settings.AllowCredentials && settings.AllowOrigins.Contains("*")
            ? throw new ArgumentException("AllowCredentials needs origins by name: AWS refuses it with *", nameof(settings))
            : settings;
    }

    /// <summary>Serves a stage of its own instead of <c>$default</c>: paths begin with its name.</summary>
    public void Stage(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        StageName = name;
    }

    /// <summary>Serves this from now on, in the place of all that it served.</summary>
    internal void Serve(IEnumerable<Route> routes, IEnumerable<KeyValuePair<string, string>> variables, CorsSettings? cors)
    {
        Replace(routes, variables);
        _cors = cors;
    }

    /// <exception cref="ArgumentException">The key is none.</exception>
    internal static Route RouteOf(string key, string function, RouteSettings settings, RouteLimit? limit = null)
    {
        if (key == "$default")
        {
            return new Route("ANY", null, function, settings, limit);
        }

        var blank = key.IndexOf(' ', StringComparison.Ordinal);
        return blank > 0 && key[..blank] is "ANY" or "DELETE" or "GET" or "HEAD" or "OPTIONS" or "PATCH" or "POST" or "PUT"
            ? new Route(key[..blank], RouteTemplate.Parse(key[(blank + 1)..]), function, settings, limit)
            : throw new ArgumentException($"'{key}' is no route: a route is METHOD /path, such as GET /orders/{{id}} or ANY /{{proxy+}}, or $default", nameof(key));
    }

    IEnumerable<string> IPlannedFront.Notes => NotesOf("HTTP API");

    IPlannedFront IPlannedFront.Again(FrontPlace place)
    {
        var again = new HttpApi(place, Name) { ThrottledStatus = ThrottledStatus, _cors = _cors };
        again.Copy(this);
        return again;
    }

    private protected override void Take(FrontRequest request, string requestId, Action<FrontAnswer> answered)
    {
        var origin = request.Header("Origin");
        if (_cors is { } cors && request.Method == "OPTIONS" && origin is not null)
        {
            answered(new FrontAnswer(204) { Headers = CorsHeaders(cors, origin, isPreflight: true) });
            return;
        }

        Serve(request, requestId, _cors is null ? answered : answer => answered(WithCors(answer, origin)));
    }

    private void Serve(FrontRequest request, string requestId, Action<FrontAnswer> answered)
    {
        if (request.Body.Length > LargestBody)
        {
            answered(FrontAnswer.Json(413, """{"message":"Request Entity Too Large"}"""));
            return;
        }

        var path = PathBelowStage(request.RawPath);
        if (path is null || Find(request.Method, path) is not var (route, parameters))
        {
            answered(FrontAnswer.Json(404, """{"message":"Not Found"}"""));
            return;
        }

        var call = new ProxyCall
        {
            Request = request, AccountId = Place.AccountId, ApiId = Id, Region = Place.Region, RequestId = requestId, At = Place.Host.Now, Stage = StageName,
            RouteKey = route.Key, ResourcePath = route.Path?.Text ?? "$default", Path = Uri.UnescapeDataString(path), PathParameters = Decoded(parameters), StageVariables = Variables,
            IsText = TextTypes.OfHttpApi,
        };
        Run(route, call, isRest: false, answered, allowed => Integrate(route, allowed, answered));
    }

    private void Integrate(Route route, ProxyCall call, Action<FrontAnswer> answered)
    {
        var isV1 = route.Settings.Format == PayloadFormat.V1;
        Integration.Call(Place.Host, route.Function, isV1 ? ProxyEvent.V1(call, isHttpApi: true) : ProxyEvent.V2(call), route.Settings.Timeout?.ToDuration() ?? _longest, call.Request.By, "apigateway.amazonaws.com", (how, answer) => answered(how switch
        {
            IntegrationEnd.Returned => (isV1 ? ProxyAnswer.V1(answer!.Payload, static _ => true) : ProxyAnswer.V2(answer!.Payload)) ?? Failure(500),
            IntegrationEnd.TimedOut => FrontAnswer.Json(503, """{"message":"Service Unavailable"}"""),
            IntegrationEnd.Refused when answer?.Status == 429 => Failure(ThrottledStatus),
            _ => Failure(500),
        }));
    }

    private static FrontAnswer Failure(int status) => FrontAnswer.Json(status, status == 503 ? """{"message":"Service Unavailable"}""" : """{"message":"Internal Server Error"}""");

    private string? PathBelowStage(string path)
    {
        if (StageName == "$default")
        {
            return path;
        }

        var prefix = $"/{StageName}";
        return path == prefix ? "/" : path.StartsWith(prefix + "/", StringComparison.Ordinal) ? path[prefix.Length..] : null;
    }

    // Rule APIGW-ROUTE: whole matches, then greedy ones, then $default; the more special first, a method before ANY.
    private (Route, IReadOnlyList<KeyValuePair<string, string>>)? Find(string method, string path)
    {
        var best = All
            .Where(r => r.Path is not null && r.Takes(method))
            .Select(r => (Route: r, Parameters: r.Path!.Match(path)))
            .Where(static r => r.Parameters is not null)
            .OrderBy(static r => r.Route.Path!, Comparer<RouteTemplate>.Create(RouteTemplate.Compare))
            .ThenBy(static r => r.Route.Method == "ANY")
            .FirstOrDefault();
        return best.Route is not null ? (best.Route, best.Parameters!) : All.FirstOrDefault(static r => r.Path is null) is { } fallback ? (fallback, []) : null;
    }

    private FrontAnswer WithCors(FrontAnswer answer, string? origin) => answer with
    {
        Headers = [.. answer.Headers.Where(static h => !h.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase)), .. origin is null ? [] : CorsHeaders(_cors!, origin, isPreflight: false)],
    };

    private static List<KeyValuePair<string, string>> CorsHeaders(CorsSettings cors, string origin, bool isPreflight)
    {
        List<KeyValuePair<string, string>> headers = [];
        if (cors.AllowOrigins.Contains("*"))
        {
            headers.Add(new("access-control-allow-origin", "*"));
        }
        else if (cors.AllowOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase))
        {
            headers.Add(new("access-control-allow-origin", origin));
            headers.Add(new("vary", "Origin"));
        }
        else
        {
            return headers;
        }

        Add("access-control-allow-methods", isPreflight ? cors.AllowMethods : []);
        Add("access-control-allow-headers", isPreflight ? cors.AllowHeaders : []);
        Add("access-control-expose-headers", isPreflight ? [] : cors.ExposeHeaders);
        Add("access-control-max-age", isPreflight && cors.MaxAgeSeconds is { } age ? [Configuration.Text.Of(age)] : []);
        Add("access-control-allow-credentials", cors.AllowCredentials ? ["true"] : []);
        return headers;

        void Add(string name, IReadOnlyList<string> values)
        {
            if (values.Count > 0)
            {
                headers.Add(new(name, string.Join(',', values)));
            }
        }
    }
}
