using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>What the two kinds of APIs of API Gateway have in common: routes, a stage, throttling, and the way of a request.</summary>
public abstract class ApiBase : IHttpFront
{
    private protected const int LargestBody = 10 * 1024 * 1024;
    private protected static readonly Duration ShortestTimeout = Duration.FromMilliseconds(50);

    private readonly List<Route> _routes = [];
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private int _requests;

    private protected ApiBase(FrontPlace place, string kind, string name, string stage, string? id = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Place = place;
        Name = name;
        StageName = stage;
        Id = id ?? ProxyEvent.Identifier($"{kind}/{place.AccountId}/{place.Region}/{name}");
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its id: ten characters, the same in each run.</summary>
    public string Id { get; }

    /// <summary>Its stage.</summary>
    public string StageName { get; private protected set; }

    /// <summary>Where it is called: <c>https://ID.execute-api.REGION.amazonaws.com</c>.</summary>
    public Uri Endpoint => new($"https://{Domain}");

    /// <summary>How long the API itself takes before it calls the function. AWS publishes none; 10 ms (rule APIGW-LATENCY).</summary>
    public TimeLength Latency { get; set; } = Duration.FromMilliseconds(10);

    /// <summary>The routes, as <c>METHOD /path</c>, in the order in which they were added.</summary>
    public IReadOnlyList<string> Routes => [.. _routes.Select(static r => r.Key)];

    internal string Domain => $"{Id}.execute-api.{Place.Region}.amazonaws.com";

    string IHttpFront.Domain => Domain;

    private protected FrontPlace Place { get; }

    private protected IReadOnlyList<Route> All => _routes;

    private protected IReadOnlyDictionary<string, string> Variables => _variables;

    /// <summary>A variable of the stage, which events carry as <c>stageVariables</c>.</summary>
    public void StageVariable(string name, string value) => _variables[name] = value;

    /// <summary>A client of this API. What it sends runs through the functions on virtual time: await it inside <c>Run</c> or a handler.</summary>
    public HttpClient CreateClient() => Place.Client(this);

    void IHttpFront.Take(FrontRequest request, Action<FrontAnswer> answered)
    {
        var id = Integration.RequestId(Place.Host.Seed, Id, Numbers?.Invoke() ?? _requests++);
        var latency = Latency.ToDuration();
        if (latency == Duration.Zero)
        {
            Take(request, id, answered);
        }
        else
        {
            Place.Host.Later(latency, () => Take(request, id, answered), keepsAlive: true);
        }
    }

    /// <summary>Numbers its requests, where several stages of one API do so together; null: it does so alone.</summary>
    internal Func<int>? Numbers { get; init; }

    private protected abstract void Take(FrontRequest request, string requestId, Action<FrontAnswer> answered);

    private protected void Add(Route route)
    {
        if (_routes.Exists(r => r.Key == route.Key))
        {
            throw new ArgumentException($"API '{Name}' has the route {route.Key} already");
        }

        _routes.Add(route);
    }

    /// <summary>Takes over the settings of one like it.</summary>
    private protected void Copy(ApiBase other)
    {
        Latency = other.Latency;
        StageName = other.StageName;
        Dictionary<RouteAuthorizer, RouteAuthorizer> fresh = [];
        Replace(other._routes.Select(r => r.Again(fresh)), other._variables);
    }

    /// <summary>What its routes ask for and do not get.</summary>
    private protected IEnumerable<string> NotesOf(string kind) =>
        _routes.Where(static r => r.Settings.Authorizer is IamAuthorizer).Select(r => $"{kind} {Name}, {r.Key}: an IAM authorizer looks for a signature and checks neither it nor what the caller may do");

    /// <summary>Puts other routes and variables in the place of all.</summary>
    private protected void Replace(IEnumerable<Route> routes, IEnumerable<KeyValuePair<string, string>> variables)
    {
        _routes.Clear();
        _routes.AddRange(routes);
        _variables.Clear();
        foreach (var (name, value) in variables)
        {
            _variables.Add(name, value);
        }
    }

    private protected static RouteSettings Checked(string key, RouteSettings settings, Duration longest)
    {
        if (settings.Timeout is { } timeout && (timeout.ToDuration() < ShortestTimeout || timeout.ToDuration() > longest))
        {
            throw new ArgumentException(Text.Invariant($"the timeout of {key} is {timeout.ToDuration().TotalMilliseconds} ms; API Gateway takes 50 to {longest.TotalMilliseconds} ms"));
        }

        return settings switch
        {
            { RateLimit: < 1 } or { BurstLimit: < 1 } => throw new ArgumentException($"a limit of {key} is below 1; leave it out for none"),
            { RateLimit: null, BurstLimit: not null } => throw new ArgumentException($"{key} has a BurstLimit without a RateLimit; set RateLimit too"),
            _ => settings,
        };
    }

    /// <summary>Asks the authorizer, then calls the function.</summary>
    private protected void Run(Route route, ProxyCall call, bool isRest, Action<FrontAnswer> answered, Action<ProxyCall> integrate)
    {
        if (route.Limit?.Admits(Place.Host.Now) == false)
        {
            answered(FrontAnswer.Json(429, """{"message":"Too Many Requests"}"""));
        }
        else if (route.Settings.Authorizer is { } authorizer)
        {
            authorizer.Decide(call, Place.Host, isRest, (refusal, context) =>
            {
                if (refusal is not null)
                {
                    answered(refusal);
                }
                else
                {
                    integrate(call with { AuthorizerJson = context });
                }
            });
        }
        else
        {
            integrate(call);
        }
    }

    private protected static List<KeyValuePair<string, string>> Decoded(IEnumerable<KeyValuePair<string, string>> parameters) =>
        [.. parameters.Select(static p => KeyValuePair.Create(p.Key, Uri.UnescapeDataString(p.Value)))];
}
