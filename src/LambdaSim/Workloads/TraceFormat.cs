namespace LambdaSim.Workloads;

/// <summary>The layout of a trace file.</summary>
public enum TraceFormat
{
    /// <summary>Told from the file's first bytes.</summary>
    Auto = 0,

    /// <summary>Comma-separated rows under a header, in the project's own names or mapped by <see cref="TraceOptions.Columns"/>.</summary>
    Csv,

    /// <summary>One JSON object a line, in the project's own names or mapped by <see cref="TraceOptions.Columns"/>.</summary>
    JsonLines,

    /// <summary>The Azure Functions Trace 2019: calls per minute, with durations and memory in files of their own.</summary>
    Azure2019,

    /// <summary>The Azure Functions Invocation Trace 2021: a row a call, in order of their ends.</summary>
    Azure2021,

    /// <summary>A function's log as it is exported: text, JSON or CSV of CloudWatch Logs, of Logs Insights, or of a subscription.</summary>
    CloudWatch,
}

/// <summary>Where in its minute a counted call happens.</summary>
public enum MinuteSpread
{
    /// <summary>At a uniformly distributed instant of its own.</summary>
    Uniform = 0,

    /// <summary>At equal distances from the same function's other calls in that minute; the first at a random phase.</summary>
    Evenly,
}
