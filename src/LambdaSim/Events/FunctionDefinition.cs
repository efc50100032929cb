using LambdaSim.Configuration;

namespace LambdaSim.Events;

/// <summary>A function version that takes part in a run: a side-table entry of the log.</summary>
/// <param name="Index">Dense index, in order of first appearance; the <see cref="SimEvent.Function"/> of its records.</param>
/// <param name="Name">The function's name, without qualifier.</param>
/// <param name="Qualifier">The version, <c>$LATEST</c> when the workload names none.</param>
/// <param name="Config">Its resolved configuration.</param>
public sealed record FunctionDefinition(int Index, string Name, string Qualifier, FunctionConfig Config)
{
    /// <summary>The qualifier of an unpublished function.</summary>
    public const string Latest = "$LATEST";

    /// <summary><c>name</c>, or <c>name:qualifier</c> when it has one.</summary>
    public string DisplayName => Qualifier == Latest ? Name : $"{Name}:{Qualifier}";
}
