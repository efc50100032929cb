namespace LambdaSim.Configuration;

/// <summary>How a function reads a queue of a broker: the settings of an event source mapping, with AWS's defaults (rules AMQ-*).</summary>
public sealed record MqMappingConfig
{
    /// <summary>The most messages of one invocation: 1 to 10,000.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>How long a batch is gathered: 0 s to 300 s in whole seconds; null: AWS's 500 ms.</summary>
    public TimeLength? Window { get; init; }

    /// <summary>Patterns, JSON objects: a message goes to the function if one of them matches; none: every message goes to it.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>Whether it polls from the start.</summary>
    public bool Enabled { get; init; } = true;
}

/// <summary>How a function reads a change stream: the settings of an event source mapping, with AWS's defaults (rules DOC-*).</summary>
public sealed record ChangeStreamMappingConfig
{
    /// <summary>The most changes of one invocation: 1 to 10,000.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>How long a batch is gathered: 0 s to 300 s in whole seconds; null: AWS's 500 ms.</summary>
    public TimeLength? Window { get; init; }

    /// <summary>Where reading begins: AWS has no default; here it is the oldest change that the stream has.</summary>
    public StreamPosition Start { get; init; } = StreamPosition.TrimHorizon;

    /// <summary>Whether an update comes with the document that it left: AWS's <c>UpdateLookup</c>.</summary>
    public bool LooksUpUpdates { get; init; }

    /// <summary>Whether it polls from the start.</summary>
    public bool Enabled { get; init; } = true;
}
