using LambdaSim.Events;

namespace LambdaSim.Assertions;

/// <summary>A line of two stories side by side: <c>-</c> expected only, <c>+</c> told only, blank: both.</summary>
internal readonly record struct AlignedRow(char Marker, long Time, string Text, ToldRow? Told);

/// <summary>Lays an expected story beside the one told, with as few differences as possible.</summary>
internal static class Alignment
{
    private const int LongestExact = 1000;
    private const int Before = 4;
    private const int After = 12;

    public static List<AlignedRow> Of(IReadOnlyList<Row> expected, IReadOnlyList<ToldRow> told)
    {
        var lines = new List<AlignedRow>();
        var start = 0;
        while (start < expected.Count && start < told.Count && told[start].Matches(expected[start]))
        {
            lines.Add(Both(told[start++]));
        }

        // Beyond a thousand rows the difference itself is what is wanted, not the best alignment after it.
        var restExpected = Math.Min(expected.Count - start, LongestExact);
        var restTold = Math.Min(told.Count - start, LongestExact);
        var common = Common(expected, told, start, restExpected, restTold);
        int i = 0, j = 0;
        while (i < restExpected || j < restTold)
        {
            if (i < restExpected && j < restTold && told[start + j].Matches(expected[start + i]))
            {
                lines.Add(Both(told[start + j]));
                i++;
                j++;
            }
            else if (i < restExpected && (j == restTold || common[i + 1, j] >= common[i, j + 1]))
            {
                var row = expected[start + i++];
                lines.Add(new AlignedRow('-', row.Time.ToInt64Nanoseconds(), row.Text, null));
            }
            else
            {
                var row = told[start + j++];
                lines.Add(new AlignedRow('+', row.Time, row.Text, row));
            }
        }

        return lines;
    }

    /// <summary>The lines around the first difference, as text.</summary>
    public static string Print(IReadOnlyList<AlignedRow> lines)
    {
        var first = 0;
        while (first < lines.Count && lines[first].Marker == ' ')
        {
            first++;
        }

        return Print(lines, Math.Max(0, first - Before), Math.Min(lines.Count, first + After));
    }

    /// <summary>Some of the lines, as text.</summary>
    public static string Print(IReadOnlyList<AlignedRow> lines, int from, int to, string? margin = null)
    {
        var window = lines.Skip(from).Take(to - from).ToList();
        var decimals = TimeText.Decimals(window.Select(line => line.Time));
        var width = window.Select(line => TimeText.Moment(line.Time, decimals).Length).DefaultIfEmpty(0).Max();
        var text = window.Select(line => $"{margin ?? $"  {line.Marker} "}{TimeText.Moment(line.Time, decimals).PadLeft(width)}  {line.Told?.Whole ?? line.Text}");
        if (from > 0)
        {
            text = text.Prepend(More(from, "before"));
        }

        return string.Join('\n', to < lines.Count ? text.Append(More(lines.Count - to, "after")) : text);
    }

    private static string More(int count, string where) => Configuration.Text.Invariant($"    … {count} more {where}");

    private static AlignedRow Both(ToldRow row) => new(' ', row.Time, row.Text, row);

    // Lengths of the longest common subsequences of the two rests.
    private static int[,] Common(IReadOnlyList<Row> expected, IReadOnlyList<ToldRow> told, int start, int rows, int columns)
    {
        var common = new int[rows + 1, columns + 1];
        for (var i = rows - 1; i >= 0; i--)
        {
            for (var j = columns - 1; j >= 0; j--)
            {
                common[i, j] = told[start + j].Matches(expected[start + i]) ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
    }
}
