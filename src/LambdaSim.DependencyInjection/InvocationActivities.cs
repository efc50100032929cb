using System.Buffers.Binary;
using System.Diagnostics;
using LambdaSim.Events;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.DependencyInjection;

/// <summary>
/// One activity for each attempt that ran, with virtual start and end. All attempts of a request share a trace whose id is the request's; span ids are
/// .NET's own.
/// </summary>
internal sealed class InvocationActivities(Simulation simulation) : IDisposable
{
    internal const string SourceName = "LambdaSim";

    private readonly ActivitySource _source = new(SourceName);
    private readonly ulong _requestIds = RequestId.Stream(simulation.Seed);
    private readonly Dictionary<int, string> _instances = [];

    public void Created(in SimEvent e, FunctionDefinition function) =>
        _instances[e.Environment] = LogStreamName.Of(simulation.Seed, e.Environment, function.Qualifier, At(e.Time + e.Value));

    public void Completed(in SimEvent e, FunctionDefinition function, (string Type, string Message) error)
    {
        if (!_source.HasListeners() || _source.CreateActivity(function.DisplayName, ActivityKind.Server, Parent(e.Invocation), Tags(e, function)) is not { } activity)
        {
            return;
        }

        if (e.Outcome != Outcome.Succeeded)
        {
            var type = error.Type ?? (e.Outcome == Outcome.TimedOut ? "Sandbox.Timedout" : "Function.Unknown");
            activity.SetTag("error.type", type);
            activity.SetStatus(ActivityStatusCode.Error, error.Message);
            activity.AddEvent(new ActivityEvent("exception", At(e.Time).ToDateTimeOffset(), new ActivityTagsCollection
            {
                ["exception.type"] = type,
                ["exception.message"] = error.Message,
            }));
        }

        activity.SetStartTime(At(e.Time - e.DurationNs).ToDateTimeUtc());
        activity.Start();
        activity.SetEndTime(At(e.Time).ToDateTimeUtc());
        activity.Stop();
    }

    public void Dispose() => _source.Dispose();

    private IEnumerable<KeyValuePair<string, object?>> Tags(SimEvent e, FunctionDefinition function)
    {
        var arn = Arn.OfFunction(simulation.Options.Region, simulation.Options.AccountId, function.Name).ToString();
        return
        [
            new("faas.name", function.Name),
            new("faas.version", function.Qualifier),
            new("faas.invoked_name", function.Name),
            new("faas.invoked_provider", "aws"),
            new("faas.invoked_region", simulation.Options.Region),
            new("faas.invocation_id", RequestId.Of(simulation.Seed, e.Invocation)),
            new("faas.instance", _instances.GetValueOrDefault(e.Environment)),
            new("faas.coldstart", e.StartType == StartType.Cold),
            new("faas.trigger", "other"),
            new("faas.max_memory", function.Config.MemoryMb * 1024L * 1024L),
            new("cloud.provider", "aws"),
            new("cloud.platform", "aws_lambda"),
            new("cloud.account.id", simulation.Options.AccountId),
            new("cloud.region", simulation.Options.Region),
            new("cloud.resource_id", function.Qualifier == FunctionDefinition.Latest ? arn : $"{arn}:{function.Qualifier}"),
        ];
    }

    private ActivityContext Parent(int invocation)
    {
        var (high, low) = RequestId.Bits(_requestIds, invocation);
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(id, high);
        BinaryPrimitives.WriteUInt64BigEndian(id[8..], low);
        return new ActivityContext(ActivityTraceId.CreateFromBytes(id), ActivitySpanId.CreateFromBytes(id[8..]), ActivityTraceFlags.Recorded, isRemote: true);
    }

    private Instant At(long time) => simulation.Options.World.Start + Duration.FromNanoseconds(time);
}
