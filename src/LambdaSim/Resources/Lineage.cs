using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LambdaSim.Configuration;

namespace LambdaSim.Resources;

/// <summary>
/// Which functions a chain of requests has reached, and how often each (rule REC-LINEAGE). Immutable: a fork in the chain counts for itself. As text
/// <c>1:a87bd80c:5|1:c512fbe3:2</c>: a version, a function as eight hexadecimal digits, and how often.
/// </summary>
internal sealed class Lineage
{
    private const char Separator = '|';
    private const char Colon = ':';
    private const string FormatVersion = "1";

    // A header has to stay short: of longer chains the functions that were reached first are forgotten.
    private const int MostFunctions = 32;

    private readonly ImmutableArray<(uint Function, int Times)> _reached;

    private Lineage(ImmutableArray<(uint Function, int Times)> reached) => _reached = reached;

    /// <summary>A request from outside: it has reached nothing.</summary>
    public static Lineage None { get; } = new([]);

    public bool IsEmpty => _reached.IsEmpty;

    /// <summary>How often the chain has reached a function.</summary>
    public int TimesOf(uint function)
    {
        foreach (var (reached, times) in _reached)
        {
            if (reached == function)
            {
                return times;
            }
        }

        return 0;
    }

    /// <summary>The chain reaches a function, once more.</summary>
    public Lineage Reach(uint function)
    {
        var times = TimesOf(function);
        var skipped = times == 0 && _reached.Length == MostFunctions ? 1 : 0;
        var next = ImmutableArray.CreateBuilder<(uint, int)>(_reached.Length + 1);
        for (var i = skipped; i < _reached.Length; i++)
        {
            if (_reached[i].Function != function)
            {
                next.Add(_reached[i]);
            }
        }

        next.Add((function, times + 1));
        return new Lineage(next.DrainToImmutable());
    }

    /// <summary>Of several chains that meet in one invocation: of each function the most.</summary>
    public Lineage Or(Lineage other) => other.IsEmpty ? this : IsEmpty ? other : new Lineage(
        [.. _reached.Concat(other._reached).GroupBy(static r => r.Function).Select(static g => (g.Key, g.Max(static r => r.Times))).TakeLast(MostFunctions)]);

    /// <summary>Reads what a header has; entries of another form are left out.</summary>
    public static Lineage Parse(string text)
    {
        List<(uint, int)> reached = [];
        foreach (var entry in text.Split(Separator))
        {
            if (entry.Split(Colon) is [.., var function, var times]
                && uint.TryParse(function, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var key)
                && int.TryParse(times, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                && count > 0)
            {
                reached.Add((key, count));
            }
        }

        return reached.Count == 0 ? None : new Lineage([.. reached.TakeLast(MostFunctions)]);
    }

    public override string ToString() =>
        _reached.Aggregate(new StringBuilder(), static (text, r) =>
            (text.Length == 0 ? text : text.Append(Separator)).Append(FormatVersion).Append(Colon).Append(r.Function.ToString("x8", CultureInfo.InvariantCulture)).Append(Colon).Append(Text.Of(r.Times))).ToString();
}
