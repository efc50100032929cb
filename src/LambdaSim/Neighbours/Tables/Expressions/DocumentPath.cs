using LambdaSim.Configuration;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>A step of a path.</summary>
/// <param name="Name">A name in a map; null: a place in a list.</param>
/// <param name="Index">The place, from 0.</param>
internal readonly record struct PathStep(string? Name, uint Index = 0)
{
    public override string ToString() => Name ?? Text.Invariant($"[{Index}]");
}

/// <summary>The way to a value in an item.</summary>
/// <param name="steps">The first one is the attribute's name.</param>
internal sealed class DocumentPath(PathStep[] steps)
{
    private readonly PathStep[] _steps = steps;

    public string Root => _steps[0].Name!;

    public ReadOnlySpan<PathStep> Steps => _steps;

    public bool IsNested => _steps.Length > 1;

    public static DocumentPath Of(string attribute) => new([new PathStep(attribute)]);

    /// <summary>The value there; null: there is none.</summary>
    public AttributeValue? Find(Item item) => Find(item, _steps.Length);

    /// <summary>Whether the value around it is there, and a map or list as the last step needs it.</summary>
    public bool HasPlace(Item item) => Find(item, _steps.Length - 1) is { } around && (_steps[^1].Name is null ? around is ListValue : around is MapValue);

    private AttributeValue? Find(Item item, int steps)
    {
        var value = item[_steps[0].Name!];
        for (var i = 1; i < steps && value is not null; i++)
        {
            ref readonly var step = ref _steps[i];
            value = step.Name is { } name ? (value as MapValue)?.Members[name]
                : value is ListValue list && step.Index < (uint)list.Count ? list.Items[(int)step.Index] : null;
        }

        return value;
    }

    public bool IsSame(DocumentPath other) => Steps.SequenceEqual(other.Steps);

    /// <summary>As AWS prints it, such as <c>[a, [0]]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", _steps)}]";
}
