using LambdaSim.Neighbours.Web;

namespace LambdaSim;

// The world outside AWS.
public sealed partial class Simulation
{
    /// <summary>
    /// Hosts outside AWS that the test stands in for. They answer clients with <see cref="CreateHttpHandler"/>, and deployed code (LambdaSim.Deployed).
    /// </summary>
    /// <example>
    /// <code>
    /// simulation.Http.On("api.stripe.com", _ =&gt; new HttpResponseMessage(HttpStatusCode.Created), h =&gt; h with { Latency = 80.Milliseconds });
    /// </code>
    /// </example>
    public WebHosts Http => field ??= new WebHosts(Seed, _host.Time);
}
