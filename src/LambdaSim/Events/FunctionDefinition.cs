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

    /// <summary><c>account/region</c> of a function that is not in the simulation's own; null: it is.</summary>
    public string? Place { get; init; }

    /// <summary><c>name</c>, or <c>name:qualifier</c> when it has one; before it the place when that is another.</summary>
    public string DisplayName => Display(Place, Name, Qualifier);

    /// <summary>Its <see cref="DisplayName"/>.</summary>
    public override string ToString() => DisplayName;

    /// <summary>The parts of <c>name</c> or <c>name:qualifier</c>.</summary>
    internal static (string Name, string Qualifier) Split(string name)
    {
        var colon = name.LastIndexOf(':');
        return colon > 0 && colon < name.Length - 1 ? (name[..colon], name[(colon + 1)..]) : (name, Latest);
    }

    internal static string Display(string? place, string name, string qualifier)
    {
        var plain = qualifier == Latest ? name : $"{name}:{qualifier}";
        return place is null ? plain : $"{place}/{plain}";
    }
}
