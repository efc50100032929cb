using System.Text;
using LambdaSim.Randomness;
using NodaTime;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>A WebSocket API of API Gateway: connections, routes by what messages say, and its way back to each connection.</summary>
/// <example>
/// <code>
/// var api = simulation.WebSocketApi("chat");
/// api.Route("$default", echo, r =&gt; r with { Responds = true });
/// simulation.Run(async () =&gt;
/// {
///     var connection = await api.Connect();
///     await connection.Send("hello");
/// });
/// </code>
/// </example>
public sealed partial class WebSocketApi : IPlannedFront, ISocketFront
{
    internal const int LargestFrame = 32 * 1024, LargestMessage = 128 * 1024;
    private static readonly Duration _longest = Duration.FromSeconds(29);
    private FrontPlace _place;
    private readonly SortedDictionary<string, WebSocketRoute> _routes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _variables = new(StringComparer.Ordinal);
    private RouteSelection _selection;
    private int _numbers;

    internal WebSocketApi(FrontPlace place, string name, string selection = "$request.body.action", string? id = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        (_place, Name, _selection) = (place, name, new RouteSelection(selection));
        Id = id ?? ProxyEvent.Identifier($"socket/{place.AccountId}/{place.Region}/{name}");
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its id: ten characters, the same in each run.</summary>
    public string Id { get; }

    /// <summary>Its stage.</summary>
    public string StageName { get; private set; } = "prod";

    /// <summary>Where the key of a message's route stands; AWS's examples have <c>$request.body.action</c>.</summary>
    /// <exception cref="ArgumentException">It is of another form than <c>$request.body.NAME</c>.</exception>
    public string RouteSelectionExpression
    {
        get => _selection.Text;
        set => _selection = new RouteSelection(value);
    }

    /// <summary>How long the API itself takes before it calls the function. AWS publishes none; 10 ms (rule APIGW-LATENCY).</summary>
    public TimeLength Latency { get; set; } = Duration.FromMilliseconds(10);

    /// <summary>Where functions send to connections: the endpoint for <c>apigatewaymanagementapi</c>.</summary>
    public Uri ManagementEndpoint => new($"https://{Domain}/{StageName}");

    /// <summary>The keys of its routes.</summary>
    public IReadOnlyCollection<string> Routes => [.. _routes.Keys];

    /// <summary>Its open connections, in the order of their ids.</summary>
    public IReadOnlyCollection<WebSocketConnection> Connections => [.. _connections.Values];

    internal string Domain => $"{Id}.execute-api.{_place.Region}.amazonaws.com";

    string IHttpFront.Domain => Domain;

    bool ISocketFront.TakesSockets => true;

    void ISocketFront.Open(FrontRequest request, Action<object?> told) => Open(request, told);

    IEnumerable<string> IPlannedFront.Notes =>
        _routes.Values.Where(static r => r.Settings.Authorizer is IamAuthorizer).Select(r => $"WebSocket API {Name}, {r.Key}: an IAM authorizer looks for a signature and checks neither it nor what the caller may do");

    /// <summary>Adds a route.</summary>
    /// <param name="key"><c>$connect</c>, <c>$disconnect</c>, <c>$default</c>, or what messages say to get there.</param>
    /// <param name="function">Gets the events.</param>
    /// <param name="configure">Timeout, authorizer, whether the answer goes back.</param>
    /// <exception cref="ArgumentException">It is there already; a setting is out of range, or of another route.</exception>
    public void Route(string key, IDestinationTarget function, Func<WebSocketRouteSettings, WebSocketRouteSettings>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        ArgumentNullException.ThrowIfNull(function);
        RequireOwn();
        var settings = configure?.Invoke(new WebSocketRouteSettings()) ?? new WebSocketRouteSettings();
        var problem = key.StartsWith('$') && key is not ("$connect" or "$disconnect" or "$default") ? "is no route: $connect, $disconnect, $default, or a name without $"
            : _routes.ContainsKey(key) ? "is there already"
            : settings.Timeout?.ToDuration() is { } timeout && (timeout < Duration.FromMilliseconds(50) || timeout > _longest) ? "has a timeout that is not 50 ms to 29 s"
            : settings.Authorizer is not null && key != "$connect" ? "has an authorizer; only $connect has one, and it holds for the whole connection"
            : settings.Authorizer is JwtAuthorizer or LambdaAuthorizer { IsToken: true } ? "has an authorizer of a kind that WebSocket APIs do not have: take RouteAuthorizer.Lambda without IsToken, or RouteAuthorizer.Iam"
            : settings.Responds && key == "$disconnect" ? "has a route response, and nobody is there to get it"
            : null;
        if (problem is not null)
        {
            throw new ArgumentException($"route {key} of WebSocket API '{Name}' {problem}");
        }

        _routes.Add(key, new WebSocketRoute(key, function.Arn, settings));
    }

    /// <summary>Serves a stage of another name than <c>prod</c>.</summary>
    public void Stage(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        RequireOwn();
        StageName = name;
    }

    /// <summary>A variable of the stage, which events carry as <c>stageVariables</c>.</summary>
    public void StageVariable(string name, string value)
    {
        RequireOwn();
        _variables[name] = value;
    }

    /// <summary>Opens a connection: await it inside <c>Run</c> or a handler.</summary>
    /// <param name="query">The query of the handshake, such as <c>token=abc</c>.</param>
    /// <param name="headers">Headers of the handshake.</param>
    /// <exception cref="WebSocketRefusedException">The authorizer or the function of <c>$connect</c> refused it.</exception>
    public async Task<WebSocketConnection> Connect(string query = "", IReadOnlyDictionary<string, string>? headers = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        var request = new FrontRequest
        {
            Method = "GET", RawPath = $"/{StageName}", RawQuery = query.TrimStart('?'), Host = Domain,
            Headers = [.. (headers ?? new Dictionary<string, string>()).OrderBy(static h => h.Key, StringComparer.Ordinal), new("Sec-WebSocket-Version", "13")],
        };
        return await Ask($"a connection to {Name}", (by, told) => Open(request with { By = by }, told)).ConfigureAwait(false) switch
        {
            WebSocketConnection connection => connection,
            FrontAnswer refusal => throw new WebSocketRefusedException(Name, refusal.Status, Encoding.UTF8.GetString(refusal.Body.Span)),
            _ => throw new InvalidOperationException("a handshake ends in a connection or a refusal"),
        };
    }

    /// <summary>Sends a text to a connection, as functions do with <c>PostToConnection</c>.</summary>
    /// <exception cref="AwsServiceException"><c>GoneException</c>: it is not open. <c>PayloadTooLargeException</c>: the text has more than 128 KB.</exception>
    public Task Post(string connectionId, string text) => Managed("posting", connectionId, new FrontRequest { Method = "POST", RawPath = "", Body = Encoding.UTF8.GetBytes(text) });

    /// <summary>Closes a connection, as functions do with <c>DeleteConnection</c>.</summary>
    /// <exception cref="AwsServiceException"><c>GoneException</c>: it is not open.</exception>
    public Task Delete(string connectionId) => Managed("deleting", connectionId, new FrontRequest { Method = "DELETE", RawPath = "" });

    /// <summary>The open connection of an id; null: it is closed, or never was.</summary>
    public WebSocketConnection? Connection(string connectionId) => _connections.GetValueOrDefault(connectionId);

    IPlannedFront IPlannedFront.Again(FrontPlace place)
    {
        var again = new WebSocketApi(place, Name, RouteSelectionExpression) { StageName = StageName, Latency = Latency };
        foreach (var (key, route) in _routes)
        {
            again._routes.Add(key, route with { Settings = route.Settings with { Authorizer = route.Settings.Authorizer?.Again() } });
        }

        foreach (var (name, value) in _variables)
        {
            again._variables.Add(name, value);
        }

        return again;
    }

    internal Task<object?> Ask(string words, Action<Sender, Action<object?>> begin) => _place.Ask(words, begin);

    private string NextId() => Integration.RequestId(_place.Host.Seed, Id, NextNumber());

    private int NextNumber() => Numbers?.Invoke() ?? _numbers++;

    // AWS's ids are twelve bytes in base64 and end in =; letters that a path would have to escape are others here.
    private string NextShortId() => Convert.ToBase64String(DeterministicGuid.At(Draw.Stream(_place.Host.Seed, Purpose.FrontRequestId, StableHash.Of(Id)), (ulong)NextNumber()).ToByteArray().AsSpan(0, 11)).Replace('+', '-').Replace('/', '_');

    internal sealed record WebSocketRoute(string Key, string Function, WebSocketRouteSettings Settings);
}
