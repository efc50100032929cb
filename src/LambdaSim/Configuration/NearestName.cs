namespace LambdaSim.Configuration;

/// <summary>Which known names somebody may have meant by an unknown one.</summary>
internal static class NearestName
{
    /// <summary>Up to <paramref name="count"/> known names, the nearest first, equally near ones in the given order.</summary>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> known, int count = 3) =>
        [.. known.OrderBy(candidate => Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())).Take(count)];

    /// <summary>What says that nothing has a name, and which names are nearest.</summary>
    public static ResourceNotFoundException NotFound(string kind, string name, IEnumerable<string> known)
    {
        var near = Of(name, known);
        return new ResourceNotFoundException($"{char.ToUpperInvariant(kind[0])}{kind[1..]} not found: {name}; {(near.Count == 0 ? $"this simulation has no {kind} yet" : $"nearest are {string.Join(", ", near)}")}");
    }

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
