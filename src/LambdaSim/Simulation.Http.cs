using LambdaSim.Neighbours.Gateways;
using LambdaSim.Wire.InProcess;

namespace LambdaSim;

// HTTP front ends of functions.
public sealed partial class Simulation
{
    private readonly FrontBook _fronts = new();

    /// <summary>The HTTP front ends, by host.</summary>
    internal FrontBook Fronts => _fronts;

    /// <summary>The HTTP API of a name, which is made when it is first asked for.</summary>
    /// <example>
    /// <code>
    /// var api = simulation.HttpApi("orders");
    /// api.Route("POST /orders", take);
    /// </code>
    /// </example>
    public HttpApi HttpApi(string name) => _fronts.Get("http", name, () => new HttpApi(FrontPlace(), name));

    /// <summary>The REST API of a name, which is made when it is first asked for.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="stage">Its stage, with which its paths begin; null: the one that it has, <c>prod</c> of a new one.</param>
    /// <exception cref="ArgumentException">It is there with another stage.</exception>
    public RestApi RestApi(string name, string? stage = null)
    {
        var api = _fronts.Get("rest", name, () => new RestApi(FrontPlace(), name, stage ?? "prod"));
        return stage is null || api.StageName == stage ? api
            : throw new ArgumentException($"REST API '{name}' has the stage {api.StageName}, not {stage}: ask for it without a stage, or make an API of another name", nameof(stage));
    }

    /// <summary>The WebSocket API of a name, which is made when it is first asked for; or the stage of one that requests to <c>apigatewayv2</c> made, by its name or id.</summary>
    /// <param name="name">Its name, or the id of one that requests made.</param>
    /// <param name="stage">Its stage; null: the one that it has, <c>prod</c> of a new one.</param>
    /// <exception cref="ArgumentException">It has another stage; of those that requests made, there are several of the name, or several stages.</exception>
    /// <example>
    /// <code>
    /// var api = simulation.WebSocketApi("chat");
    /// api.Route("$default", echo);
    /// </code>
    /// </example>
    public WebSocketApi WebSocketApi(string name, string? stage = null)
    {
        if (!_fronts.Has("socket", name) && Directory.Book<Neighbours.HttpApis.HttpApiBook>().Socket(Options.AccountId, Options.Region, name, stage) is { } made)
        {
            return made.From(FrontPlace());
        }

        var api = _fronts.Get("socket", name, () =>
        {
            var made = new WebSocketApi(FrontPlace(), name);
            made.Stage(stage ?? made.StageName);
            return made;
        });
        return stage is null || api.StageName == stage ? api
            : throw new ArgumentException($"WebSocket API '{name}' has the stage {api.StageName}, not {stage}: ask for it without a stage, or change it with Stage", nameof(stage));
    }

    /// <summary>The Application Load Balancer of a name, which is made when it is first asked for.</summary>
    public LoadBalancer LoadBalancer(string name) => _fronts.Get("alb", name, () => new LoadBalancer(FrontPlace(), name));

    IHttpFront? Wire.IWireWorld.Front(string name) => _fronts.At(name) ?? Directory.Book<Neighbours.RestApis.ApiBook>().Front(name) ?? Directory.Book<Neighbours.HttpApis.HttpApiBook>().Front(name) ?? Directory.Book<Neighbours.Balancers.BalancerBook>().Front(name);

    private FrontPlace FrontPlace()
    {
        RequireOpen("making an HTTP front end");
        return new FrontPlace(_world.Neighbours, Options.AccountId, Options.Region, ClientOf, (words, begin) =>
        {
            var by = SenderNow();
            return _host.Ask<object?>(words, told =>
            {
                begin(by, told);
                return null;
            }, CancellationToken.None);
        });
    }

    private HttpClient ClientOf(IHttpFront front) =>
        new(new FrontHandler(_host, front, SenderNow)) { BaseAddress = new Uri($"https://{front.Domain}"), Timeout = System.Threading.Timeout.InfiniteTimeSpan };
}
