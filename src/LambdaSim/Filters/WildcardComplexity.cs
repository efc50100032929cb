namespace LambdaSim.Filters;

/// <summary>
/// How hard wildcards are to match: how many of their beginnings one text can match at once (rule PAT-COMPLEX). Each star within which the others can begin
/// anew counts, so many stars are hard, and so is a run of characters that is repeated behind one.
/// </summary>
internal static class WildcardComplexity
{
    private const string TooComplex = "Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character";
    private const int MostSets = 2_000;
    private const char Star = '\uffff';
    private const char Other = '\ufffe';

    /// <exception cref="PatternException">One text can match so many beginnings.</exception>
    public static void Check(IEnumerable<IReadOnlyList<ValuePattern>> fields, int limit)
    {
        foreach (var field in fields)
        {
            var wildcards = field.OfType<ValuePattern.Like>().Select(static l => l.Wildcard).Where(static w => w.Parts.Count > 1).DistinctBy(static w => w.Text, StringComparer.Ordinal).ToList();
            if (wildcards.Count > 0 && MostAtOnce([.. wildcards.Select(static w => $"\"{string.Join(Star, w.Parts)}\"")], limit) >= limit)
            {
                throw new PatternException(TooComplex);
            }
        }
    }

    // Walks over all sets of beginnings that some text matches. A beginning is the number of its characters and stars.
    private static int MostAtOnce(string[] wildcards, int limit)
    {
        char[] letters = [.. wildcards.SelectMany(static w => w).Where(static c => c != Star).Distinct().Order(), Other];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<(int Wildcard, int Length)[]>();
        open.Enqueue([.. wildcards.Select(static (_, i) => (i, 0))]);
        var most = 0;
        while (open.TryDequeue(out var beginnings) && most < limit && seen.Count < MostSets)
        {
            foreach (var letter in letters)
            {
                var next = After(wildcards, beginnings, letter);
                most = Math.Max(most, next.Length);
                if (next.Length > 0 && seen.Add(string.Join(',', next)))
                {
                    open.Enqueue(next);
                }
            }
        }

        return most;
    }

    private static (int Wildcard, int Length)[] After(string[] wildcards, (int Wildcard, int Length)[] beginnings, char letter)
    {
        SortedSet<(int Wildcard, int Length)> next = [];
        foreach (var (wildcard, length) in beginnings)
        {
            var text = wildcards[wildcard];
            if (length > 0 && text[length - 1] == Star)
            {
                next.Add((wildcard, length));
            }

            if (length < text.Length && text[length] == letter)
            {
                next.Add((wildcard, length + 1));
                if (length + 1 < text.Length && text[length + 1] == Star)
                {
                    next.Add((wildcard, length + 2));
                }
            }
        }

        return [.. next];
    }
}
