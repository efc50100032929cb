using LambdaSim.Events;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours;

/// <summary>The event log, as Lambda's neighbours write it.</summary>
internal interface INeighbourLog
{
    /// <summary>Announces a resource, also one that has other settings now, and gives the index by which records name it.</summary>
    int Announce(ResourceKind kind, string name, string arn, IReadOnlyList<KeyValuePair<string, string>> settings);

    /// <summary>Records something at the present instant.</summary>
    void Record(EventKind kind, byte cause, Sender by, int resource, long value);
}

/// <summary>Who sends a message: why, and the call that it comes from, if it comes from one.</summary>
internal readonly record struct Sender(SendCause Cause, int Function, int Invocation)
{
    /// <summary>The id of whoever asks, as far as services tell it: nobody is checked.</summary>
    public const string AnybodyId = "AIDALAMBDASIM00000000";

    public static readonly Sender Client = new(SendCause.Client, SimEvent.None, SimEvent.None);

    /// <summary>A service beside Lambda, by itself.</summary>
    public static readonly Sender Service = new(SendCause.Service, SimEvent.None, SimEvent.None);

    /// <summary>The calls that led to it; null: none is known.</summary>
    public CallChain? Chain { get; init; }

    /// <summary>The X-Amzn-Trace-Id that it travels under; null: none.</summary>
    public string? Trace { get; init; }

    /// <summary>The same through a service where Lambda follows no chain of requests (rule REC-LINEAGE).</summary>
    public Sender WithoutLineage => this with { Trace = Resources.TraceHeader.Parse(Trace)?.WithoutLineage.ToString() };

    /// <summary>Lambda, which sends something on; null: another service.</summary>
    public static Sender Of(CallOrigin? origin) => origin is null ? Service : new(
        origin.Cause switch
        {
            DeliveryCause.OnSuccess => SendCause.OnSuccess,
            DeliveryCause.OnFailure => SendCause.OnFailure,
            _ => SendCause.DeadLetterQueue,
        },
        origin.Function,
        origin.Invocation);
}
