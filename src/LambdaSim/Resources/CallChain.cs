using System.Runtime.InteropServices;
using LambdaSim.Configuration;

namespace LambdaSim.Resources;

/// <summary>All calls that one request or event from outside led to: how many, and who called whom.</summary>
internal sealed class CallChain
{
    private const int MostTold = 5;

    private readonly Dictionary<(int From, int To), long> _calls = [];

    /// <summary>Calls so far, without the one from outside.</summary>
    public long Count { get; private set; }

    /// <summary>A function calls another, or Lambda does for it.</summary>
    public void Add(int from, int to)
    {
        Count++;
        CollectionsMarshal.GetValueRefOrAddDefault(_calls, (from, to), out _)++;
    }

    /// <summary>Who called whom, the most frequent first.</summary>
    public string Words(Func<int, string> nameOf)
    {
        var all = _calls
            .GroupBy(c => (From: nameOf(c.Key.From), To: nameOf(c.Key.To)))
            .Select(g => (g.Key.From, g.Key.To, Times: g.Sum(static c => c.Value)))
            .OrderByDescending(static c => c.Times).ThenBy(static c => c.From, StringComparer.Ordinal).ThenBy(static c => c.To, StringComparer.Ordinal)
            .Select(static c => Text.Invariant($"{c.From} called {(c.From == c.To ? "itself" : c.To)} {c.Times:N0} times"))
            .ToList();
        return string.Join(", ", all.Take(MostTold)) + (all.Count > MostTold ? Text.Invariant($" and {all.Count - MostTold} more") : "");
    }
}
