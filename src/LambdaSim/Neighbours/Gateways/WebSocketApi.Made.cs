namespace LambdaSim.Neighbours.Gateways;

// Of an API that requests to the control API made: one for each stage (rule WSS-CONTROL).
public sealed partial class WebSocketApi
{
    private bool _isDeployed, _isGone;

    /// <summary>A stage of an API that requests made.</summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="name">The API's name.</param>
    /// <param name="id">The API's id.</param>
    /// <param name="stage">The stage's name.</param>
    /// <param name="numbers">Numbers what all stages of the API do.</param>
    internal WebSocketApi(FrontPlace place, string name, string id, string stage, Func<int> numbers)
        : this(place, name, id: id) => (StageName, Numbers) = (stage, numbers);

    /// <summary>Null: C# made it.</summary>
    private Func<int>? Numbers { get; }

    private bool IsServed => !_isGone && (Numbers is null || _isDeployed);

    /// <summary>Serves this from now on, in the place of all that it served; its connections stay.</summary>
    internal void Serve(IEnumerable<WebSocketRoute> routes, IEnumerable<KeyValuePair<string, string>> variables, string selection)
    {
        _isDeployed = true;
        _routes.Clear();
        _variables.Clear();
        RouteSelectionExpression = selection;
        foreach (var route in routes)
        {
            _routes.Add(route.Key, route);
        }

        foreach (var (name, value) in variables)
        {
            _variables.Add(name, value);
        }
    }

    /// <summary>Whoever runs in a place opens connections from now on.</summary>
    internal WebSocketApi From(FrontPlace place)
    {
        _place = _place with { Ask = place.Ask };
        return this;
    }

    /// <summary>Closes all connections, as the stage is no more; handshakes under way are refused.</summary>
    internal void EndAll()
    {
        _isGone = true;
        foreach (var connection in _connections.Values.ToList())
        {
            End(connection, GoingAway, "Going away", Sender.Client);
        }
    }

    private void RequireOwn()
    {
        if (Numbers is not null)
        {
            throw new InvalidOperationException($"WebSocket API '{Name}' was made by requests to apigatewayv2: change it by requests, and deploy it");
        }
    }
}
