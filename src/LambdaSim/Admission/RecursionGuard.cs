using System.Numerics;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Randomness;
using LambdaSim.Resources;

namespace LambdaSim.Admission;

/// <summary>Lambda's detection of recursive loops (rule REC-LIMIT): the first of all limits that an invocation meets.</summary>
/// <param name="isOn">Whether loops are detected at all: before 2023-07-13 they were not.</param>
/// <param name="limit">How often one chain may reach a function.</param>
internal sealed class RecursionGuard(bool isOn, int limit)
{
    /// <summary>Of a world without loops.</summary>
    public static RecursionGuard Off { get; } = new(isOn: false, limit: int.MaxValue);

    /// <summary>What the control plane says of a function: whether its loops are allowed; null: it does not know the function.</summary>
    public Func<FunctionDefinition, bool?>? ControlPlane { get; set; }

    /// <summary>How often one chain may reach a function.</summary>
    public int Limit => limit;

    /// <summary>Whether an invocation is stopped; where its function allows loops it is not (rule REC-ALLOW).</summary>
    /// <param name="trace">What came with it; null: it comes from outside.</param>
    /// <param name="function">What it is for.</param>
    public bool Stops(TraceHeader? trace, FunctionDefinition function) =>
        isOn && trace is not null && trace.Lineage.TimesOf(KeyOf(function)) >= limit
        && !(ControlPlane?.Invoke(function) ?? function.Config.RecursiveLoop == RecursiveLoop.Allow);

    /// <summary>Whom a lineage means: a function, whatever the version, of its account and Region.</summary>
    public static uint KeyOf(FunctionDefinition function)
    {
        var hash = StableHash.Of(function.Name) ^ (function.Place is { } place ? BitOperations.RotateLeft(StableHash.Of(place), 17) : 0);
        return (uint)(hash ^ (hash >> 32));
    }
}
