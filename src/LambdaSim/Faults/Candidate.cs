using LambdaSim.Events;

namespace LambdaSim.Faults;

/// <summary>Something that a fault may strike: what draws about it are keyed by, and what faults can be limited to.</summary>
/// <param name="Entity">Whose it is, or which.</param>
/// <param name="Ordinal">Which one of that.</param>
internal readonly record struct Candidate(ulong Entity, ulong Ordinal)
{
    /// <summary>The function whose it is; null: no function's.</summary>
    public FunctionDefinition? Function { get; init; }

    /// <summary>Its name, where no version is known yet.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Name of the resource that it is at; null: none.</summary>
    public string? Resource { get; init; }

    public string? Arn { get; init; }

    public string? Service { get; init; }

    public string? Operation { get; init; }

    public string? Zone { get; init; }

    /// <summary>It is an async invocation.</summary>
    public bool IsEvent { get; init; }
}

/// <summary>A fault strikes.</summary>
/// <param name="Fault">It.</param>
/// <param name="Number">Its number in the plan.</param>
internal sealed record Strike(Fault Fault, int Number)
{
    public long ByNs => Fault.Length.ToInt64Nanoseconds();
}
