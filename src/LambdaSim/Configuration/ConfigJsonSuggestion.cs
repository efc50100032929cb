namespace LambdaSim.Configuration;

/// <summary>The nearest known word, for the error about an unknown one.</summary>
internal static class Suggestion
{
    private const int MostLetters = 64;

    public static string For(string word, IReadOnlyList<string> known)
    {
        if (Nearest(word, known) is { } nearest)
        {
            return $"did you mean \"{nearest}\"?";
        }

        return known.Count == 0 ? "none is allowed" : $"known are {string.Join(", ", known)}";
    }

    /// <summary>Null when no known word comes near.</summary>
    public static string? Nearest(string word, IReadOnlyList<string> known)
    {
        string? best = null;
        var least = int.MaxValue;
        foreach (var candidate in known)
        {
            var distance = Distance(word, candidate);
            if (distance < least)
            {
                (best, least) = (candidate, distance);
            }
        }

        return best is not null && least <= Math.Max(2, best.Length / 2) ? best : null;
    }

    // Edits (insert, delete, replace, swap of neighbours), letters compared without case.
    private static int Distance(string left, string right)
    {
        if (left.Length > MostLetters)
        {
            return int.MaxValue;
        }

        var before = new int[right.Length + 1];
        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = Same(left[i - 1], right[j - 1]) ? 0 : 1;
                var best = Math.Min(Math.Min(previous[j] + 1, current[j - 1] + 1), previous[j - 1] + cost);
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                {
                    best = Math.Min(best, before[j - 2] + 1);
                }

                current[j] = best;
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[right.Length];
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
