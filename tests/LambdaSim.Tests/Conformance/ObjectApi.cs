using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Configuration;
using LambdaSim.Functions;
using LambdaSim.Tests.Functions;

namespace LambdaSim.Tests.Conformance;

/// <summary>The operations, called directly, on a clock that only the test moves; a service for each region.</summary>
internal sealed class ObjectApi : IConformanceApi, IConformanceWorld, IServiceHost
{
    private static readonly Dictionary<string, string> _noHeaders = [];

    private readonly SortedDictionary<string, LambdaService> _services = new(StringComparer.Ordinal);
    private readonly HandClock _clock = new();
    private readonly HashSet<string> _existing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _objects = [];

    public Instant Now => _clock.Now;

    public ulong Seed => 1;

    public ConformanceAnswer? Call(string operation, JsonObject input, string region)
    {
        var found = Operations.All.GetValueOrDefault(operation);
        if (found is null && operation != "Invoke")
        {
            return null;
        }

        Advance(Duration.Zero);
        if (!_services.TryGetValue(region, out var service))
        {
            _services[region] = service = new LambdaService(new ControlPlane(new ServiceAddress(Names.Account, region), this), this);
        }

        try
        {
            if (found is null)
            {
                // Nothing runs here, but what cannot be invoked is told.
                service.Plane.ReferInvoked(input["FunctionName"]?.GetValue<string>(), input["Qualifier"]?.GetValue<string>());
                return null;
            }

            return new ConformanceAnswer(found.Status, _noHeaders, found.Call(service, JsonSerializer.SerializeToElement(input)));
        }
        catch (LambdaServiceException e)
        {
            return Failed(e);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new ConformanceAnswer(500, new Dictionary<string, string> { [ConformanceAnswer.ErrorType] = e.GetType().Name }, new JsonObject { ["message"] = e.ToString() });
        }
    }

    public void Exist(string arn) => _existing.Add(arn);

    public bool Exists(string arn) => _existing.Contains(arn) || _objects.ContainsKey(arn) || _objects.Keys.Any(k => k.StartsWith($"{arn}/", StringComparison.Ordinal));

    public void Store(string bucket, string key, byte[] content) => _objects[$"arn:aws:s3:::{bucket}/{key}"] = content;

    public byte[]? Content(string arn) => _objects.GetValueOrDefault(arn);

    public void After(Duration delay, Action transition) => _clock.After(delay, transition);

    public void Advance(Duration time) => _clock.Advance(time);

    private static ConformanceAnswer Failed(LambdaServiceException e)
    {
        var body = new JsonObject();
        if (e.Message.Length > 0)
        {
            body[e.MessageMember] = e.Message;
        }

        if (e.FaultType is { } type)
        {
            body["Type"] = type;
        }

        return new ConformanceAnswer(e.StatusCode, new Dictionary<string, string> { [ConformanceAnswer.ErrorType] = e.ErrorCode }, body);
    }
}
