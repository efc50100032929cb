using System.Text.Json.Nodes;
using LambdaSim.Functions;
using LambdaSim.Functions.Model;
using LambdaSim.Wire;
using LambdaSim.Wire.Routing;

namespace LambdaSim.Tests.Conformance.Services;

/// <summary>A simulation whose services are asked over their protocols, on the test's own thread: no server, and a clock that only the test moves.</summary>
internal sealed class ServiceWorld : IDisposable
{
    private readonly Simulation _simulation = new(new SimulationOptions { AccountId = Names.Account, Region = Names.Region, Log = EventLogLevel.Hashed, KeepTails = true });
    private readonly IReadOnlyList<IWireService> _services = WireServices.All();
    private readonly WireRouter _router;
    private readonly Programs _programs = new();
    private int _requests;

    public ServiceWorld()
    {
        _router = new WireRouter(new Loop(_simulation), new WireHome(Names.Account, Names.Region), _services);
        _simulation.Callbacks = _programs;
    }

    /// <summary>The events that functions got.</summary>
    public IReadOnlyCollection<JsonNode?> Heard => _programs.Heard;

    public void Dispose() => _simulation.Dispose();

    public void Advance(Duration time) => _simulation.AdvanceBy(time);

    /// <summary>One call; null: there is no such service, or its client does not know the operation.</summary>
    public JsonObject? Ask(string service, string operation, JsonObject input)
    {
        var client = ServiceClients.Of(service);
        var id = new Guid(++_requests, 0, 0, new byte[8]).ToString("D");
        if (client is null || (service != "lambda" && _services.All(s => s.SigningName != service)) || client.Request(operation, input, id) is not { } request)
        {
            return null;
        }

        request.Headers.Add("Authorization", $"AWS4-HMAC-SHA256 Credential={Names.Account}/20260102/{Names.Region}/{service}/aws4_request, SignedHeaders=host, Signature=00");
        var answer = Answer(request with { Host = $"{service}.{Names.Region}.amazonaws.com" });
        var shape = client.Read(operation, answer);
        shape["ResponseMetadata"] = new JsonObject { ["HTTPStatusCode"] = answer.Status };
        return shape;
    }

    private WireResponse Answer(WireRequest request)
    {
        try
        {
            var answer = _router.Find(request).Answer(request, CancellationToken.None);
            if (!answer.IsCompleted)
            {
                // Who polls waits for virtual time.
                _simulation.RunUntil(() => answer.IsCompleted);
            }

            return answer.GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is ApiFaultException or AwsServiceException or SimulationConfigException)
        {
            return FaultAnswer.Of(request, ApiFault.Of(e)!);
        }
    }

    private sealed class Loop(Simulation simulation) : IWireLoop
    {
        public Task<T> Ask<T>(Func<IWireWorld, T> work) => Task.FromResult(work(simulation));

        public Task<T> Await<T>(Func<IWireWorld, Action<T>, Action?> begin, CancellationToken gone)
        {
            var answered = new TaskCompletionSource<T>();
            begin(simulation, answered.SetResult);
            return answered.Task;
        }

        public Task<InvokeResponse> Invoke(ServiceAddress address, InvokeRequest request) =>
            ((IWireWorld)simulation).LambdaAt(address.Account, address.Region).InvokeAsync(request);
    }
}
