using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Neighbours;
using LambdaSim.Wire;
using LambdaSim.Wire.InProcess;
using LambdaSim.Wire.Routing;

namespace LambdaSim;

// What requests of AWS's protocols reach.
public sealed partial class Simulation : IWireWorld
{
    private WireRouter? _router;
    private RequestIds? _requestIds;

    /// <summary>
    /// Answers requests to AWS in its place: an unmodified AWS client whose <see cref="HttpClient"/> has this handler reaches the simulation's own Lambda, SQS
    /// and STS, on virtual time and on the simulation's thread, so that a long poll or an invocation takes the time that it takes there. Account and
    /// region are those of the request's signature. Await the client inside <c>Run</c> or a handler; between two verbs of time the next verb answers it.
    /// </summary>
    /// <remarks>
    /// Other services of AWS answer with an error that says so. A host that is neither AWS's nor one of <see cref="Http"/> is an
    /// <see cref="InvalidOperationException"/>, and a call that
    /// blocks a <see cref="NotSupportedException"/>. The clock of the client's own timeouts and retries is real time's; the package
    /// <c>LambdaSim.AwsSdk</c> turns them off.
    /// </remarks>
    /// <example>
    /// <code>
    /// using var simulation = new Simulation();
    /// simulation.AddQueue("orders");
    /// var http = new HttpClient(simulation.CreateHttpHandler());
    ///
    /// var answer = await http.GetStringAsync("https://sqs.us-east-1.amazonaws.com/?Action=ListQueues");
    /// </code>
    /// </example>
    public HttpMessageHandler CreateHttpHandler() => new InProcessHandler(
        _host,
        _router ??= new WireRouter(new InProcessLoop(_host, this), new WireHome(Options.AccountId, Options.Region), WireServices.All()),
        _requestIds ??= new RequestIds(Seed, "client"),
        SenderNow,
        Http,
        host => ((IWireWorld)this).Front(host) is not null);

    private Sender SenderNow() => _host.Sending is { } call ? new Sender(SendCause.Handler, call.Function, call.Invocation) { Chain = _host.SendingChain, Trace = _host.SendingTrace?.ToString() } : Sender.Client;

    T IWireWorld.Book<T>()
    {
        RunSeed.Use(Seed);
        return Directory.Book<T>();
    }
}
