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
    /// <param name="stage">Its stage, with which its paths begin; of one that is there, ignored.</param>
    public RestApi RestApi(string name, string stage = "prod") => _fronts.Get("rest", name, () => new RestApi(FrontPlace(), name, stage));

    /// <summary>The Application Load Balancer of a name, which is made when it is first asked for.</summary>
    public LoadBalancer LoadBalancer(string name) => _fronts.Get("alb", name, () => new LoadBalancer(FrontPlace(), name));

    IHttpFront? Wire.IWireWorld.Front(string name) => _fronts.At(name) ?? Directory.Book<Neighbours.RestApis.ApiBook>().Front(name) ?? Directory.Book<Neighbours.Balancers.BalancerBook>().Front(name);

    private FrontPlace FrontPlace()
    {
        RequireOpen("making an HTTP front end");
        return new FrontPlace(_world.Neighbours, Options.AccountId, Options.Region, ClientOf);
    }

    private HttpClient ClientOf(IHttpFront front) =>
        new(new FrontHandler(_host, front, SenderNow)) { BaseAddress = new Uri($"https://{front.Domain}"), Timeout = System.Threading.Timeout.InfiniteTimeSpan };
}
