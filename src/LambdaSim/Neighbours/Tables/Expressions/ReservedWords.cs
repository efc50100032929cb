using System.Collections.Frozen;

namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>Words that a bare name must not be, whatever their case (rule DDB-RESERVED).</summary>
internal static class ReservedWords
{
    private static readonly FrozenSet<string> _words = ReservedWordList.Text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static int Count => _words.Count;

    public static bool Has(string name) => _words.Contains(name);
}
