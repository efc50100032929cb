namespace LambdaSim.Configuration;

/// <summary>Which known names somebody may have meant by an unknown one.</summary>
internal static class NearestName
{
    /// <summary>Up to <paramref name="count"/> known names, the nearest first, equally near ones in the given order.</summary>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> known, int count = 3) =>
        [.. known.OrderBy(candidate => Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())).Take(count)];

    /// <summary>Which known names are nearest, as a clause; where there are none, the other one.</summary>
    public static string Hint(string name, IEnumerable<string> known, string none = "there is none") => Of(name, known) switch
    {
        [] => none,
        [var nearest] => $"nearest is {nearest}",
        var near => $"nearest are {string.Join(", ", near)}",
    };

    /// <summary>What says that nothing has a name, and which names are nearest.</summary>
    /// <param name="kind">What has names, such as <c>queue</c>.</param>
    /// <param name="name">The name that nothing has.</param>
    /// <param name="known">Those that there are.</param>
    /// <param name="none">Said where there are none; null: that the simulation has none yet.</param>
    public static ResourceNotFoundException NotFound(string kind, string name, IEnumerable<string> known, string? none = null) =>
        new($"{char.ToUpperInvariant(kind[0])}{kind[1..]} not found: {name}; {Hint(name, known, none ?? $"this simulation has no {kind} yet")}");

    // Levenshtein: insertions, deletions and substitutions that turn one into the other.
    private static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j < row.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
