namespace LambdaSim.Assertions;

/// <summary>Text with <c>*</c> for anything.</summary>
internal static class Pattern
{
    public static bool Matches(string pattern, string text)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1)
        {
            return pattern == text;
        }

        if (text.Length < parts[0].Length + parts[^1].Length || !text.StartsWith(parts[0], StringComparison.Ordinal) || !text.EndsWith(parts[^1], StringComparison.Ordinal))
        {
            return false;
        }

        var at = parts[0].Length;
        var end = text.Length - parts[^1].Length;
        foreach (var part in parts[1..^1])
        {
            var found = text.IndexOf(part, at, end - at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + part.Length;
        }

        return true;
    }

    /// <summary>Whether there is a text that both patterns match.</summary>
    public static bool Meet(string a, string b)
    {
        // Of the rests of both, from the end: whether they meet.
        var below = new bool[b.Length + 1];
        var row = new bool[b.Length + 1];
        for (var i = a.Length; i >= 0; i--)
        {
            for (var j = b.Length; j >= 0; j--)
            {
                row[j] = i < a.Length && a[i] == '*' ? below[j] || (j < b.Length && row[j + 1])
                    : j < b.Length && b[j] == '*' ? row[j + 1] || (i < a.Length && below[j])
                    : i == a.Length || j == b.Length ? i == a.Length && j == b.Length
                    : a[i] == b[j] && below[j + 1];
            }

            (below, row) = (row, below);
        }

        return below[0];
    }
}
