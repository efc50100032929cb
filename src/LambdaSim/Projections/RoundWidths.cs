namespace LambdaSim.Projections;

/// <summary>Widths of bins that are round to the eye, each a whole multiple of the one before, so that bins can merge: 1, 5, 10, 50, … ms, 1, 5, 10, 30 s, 1, 5, 10, 30 min, 1, 3, 6, 12 h, days.</summary>
internal static class RoundWidths
{
    public const long First = TimelineTicks.Millisecond;

    private static readonly long[] Widths =
    [
        First, 5 * First, 10 * First, 50 * First, 100 * First, 500 * First,
        TimelineTicks.Second, 5 * TimelineTicks.Second, 10 * TimelineTicks.Second, 30 * TimelineTicks.Second,
        TimelineTicks.Minute, 5 * TimelineTicks.Minute, 10 * TimelineTicks.Minute, 30 * TimelineTicks.Minute,
        TimelineTicks.Hour, 3 * TimelineTicks.Hour, 6 * TimelineTicks.Hour, 12 * TimelineTicks.Hour, TimelineTicks.Day,
    ];

    /// <summary>By how much the next width is more than this one.</summary>
    public static int Factor(long width)
    {
        for (var i = 1; i < Widths.Length; i++)
        {
            if (Widths[i - 1] == width)
            {
                return (int)(Widths[i] / width);
            }
        }

        return 2;
    }

    /// <summary>The least round multiple of a width by which a length has at most so many parts.</summary>
    public static long Over(long width, long length, int parts)
    {
        while (length > (Int128)width * parts)
        {
            width *= Factor(width);
        }

        return width;
    }
}
