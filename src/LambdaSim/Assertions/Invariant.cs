namespace LambdaSim.Assertions;

/// <summary>How an invariant is judged (rules FLT-ALWAYS, FLT-EVENTUALLY).</summary>
internal enum InvariantKind
{
    Always,
    Never,
    Eventually,
}

/// <summary>Something that has to be so.</summary>
/// <param name="Kind">How it is judged.</param>
/// <param name="Condition">Code of the test's.</param>
/// <param name="Words">In its author's words.</param>
/// <param name="From">Since when, in nanoseconds.</param>
/// <param name="Until">Of <see cref="InvariantKind.Eventually"/>: by when at the latest; null: by the run's end.</param>
internal sealed record Invariant(InvariantKind Kind, Func<bool> Condition, string Words, long From, long? Until);
