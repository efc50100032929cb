using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;

namespace LambdaSim.Templates.Stacks;

/// <summary>The conditions of a template, each worked out once, when it is first asked for.</summary>
internal sealed class ConditionTable(MapNode? section)
{
    private const int MostDeep = 200;

    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => section?.Keys ?? [];

    public bool? Holds(string name, Evaluator evaluator, Place place)
    {
        if (_known.TryGetValue(name, out var known))
        {
            return known;
        }

        if (section?[name] is not { } definition)
        {
            return null;
        }

        // Each level is one more call of this program.
        if (_open.Count >= MostDeep)
        {
            throw Fault.At(definition, Text.Invariant($"Template error: the condition '{name}' stands at the end of more than {MostDeep} that lead to each other"));
        }

        if (!_open.Add(name))
        {
            throw Fault.At(definition.Place.Line == 0 ? place : definition.Place, $"Template error: the condition '{name}' depends on itself");
        }

        var holds = evaluator.Holds(definition);
        _open.Remove(name);
        _known[name] = holds;
        return holds;
    }
}
