using NodaTime;

namespace LambdaSim.Configuration;

/// <summary>How the pollers of event source mappings behave where AWS says little or nothing (rules ESM-START, ESM-WINDOW, ESM-THROTTLE, ESM-SCALE, STM-RETRY, STM-TUMBLING).</summary>
public sealed record PollingConfig
{
    /// <summary>From when a new mapping is enabled until it polls: 0 s to 15 minutes. AWS speaks of seconds to minutes; the default is 0 s.</summary>
    public TimeLength StartDelay { get; init; } = Duration.Zero;

    /// <summary>When the batching window of a queue begins.</summary>
    public WindowStart WindowStart { get; init; } = WindowStart.FirstMessage;

    /// <summary>With a window that is shorter, how long a batch that is not full waits for more: 0 s to 20 s, the length of a long poll. AWS: up to 20 s at low traffic; the default is 0 s.</summary>
    public TimeLength LowTrafficWait { get; init; } = Duration.Zero;

    /// <summary>How long a batch that Lambda refused waits before it is tried again, doubled each time: 1 ms to 15 minutes; the default is 1 s.</summary>
    public TimeLength FirstBackoff { get; init; } = Duration.FromSeconds(1);

    /// <summary>The longest wait of a batch that Lambda refuses: at least the first one, at most 12 hours; the default is 60 s.</summary>
    public TimeLength LongestBackoff { get; init; } = Duration.FromSeconds(60);

    /// <summary>How long a batch of a stream waits that failed or was refused before it is tried again, doubled each time up to <see cref="LongestBackoff"/>: 1 ms to 15 minutes; the default is 0.5 s.</summary>
    public TimeLength StreamBackoff { get; init; } = Duration.FromMilliseconds(500);

    /// <summary>After how long without records a tumbling window is closed that is over: 0 s to 15 minutes; AWS speaks of up to two minutes, the default.</summary>
    public TimeLength TumblingIdle { get; init; } = Duration.FromMinutes(2);

    /// <summary>What makes a mapping poll with half as many at once; the next minutes make up for it. AWS reduces, and publishes no curve; the default is nothing.</summary>
    public PollingReduction ReducedBy { get; init; } = PollingReduction.Nothing;

    /// <summary>Checks every value.</summary>
    /// <exception cref="SimulationConfigException">One is out of range.</exception>
    internal void Validate()
    {
        Range(StartDelay, "startDelay", Duration.Zero, Duration.FromMinutes(15));
        Range(LowTrafficWait, "lowTrafficWait", Duration.Zero, Duration.FromSeconds(20));
        Range(FirstBackoff, "firstBackoff", Duration.FromMilliseconds(1), Duration.FromMinutes(15));
        Range(StreamBackoff, "streamBackoff", Duration.FromMilliseconds(1), Duration.FromMinutes(15));
        Range(TumblingIdle, "tumblingIdle", Duration.Zero, Duration.FromMinutes(15));
        Range(LongestBackoff, "longestBackoff", FirstBackoff.ToDuration(), Duration.FromHours(12));
    }

    private static void Range(TimeLength value, string name, Duration least, Duration most)
    {
        if (value < least || value > most)
        {
            throw new SimulationConfigException(Text.Invariant($"polling: {name} is {value.TotalSeconds} s; it must be between {least.TotalSeconds} and {most.TotalSeconds} s"));
        }
    }
}

/// <summary>When the batching window of a queue begins (rule ESM-WINDOW).</summary>
public enum WindowStart
{
    /// <summary>With the first message that the batch gets.</summary>
    FirstMessage,

    /// <summary>When the batch before was sent, and again whenever a window ends without messages: a message waits for what is left of the window that it comes in.</summary>
    PreviousBatch,
}

/// <summary>What makes a mapping poll with fewer batches at once (rule ESM-SCALE).</summary>
public enum PollingReduction
{
    /// <summary>Nothing does.</summary>
    Nothing,

    /// <summary>Each invocation that Lambda refuses halves them.</summary>
    Throttles,

    /// <summary>So does each invocation that fails, unless the function reports failures one by one.</summary>
    ThrottlesAndErrors,
}
