namespace LambdaSim.Workloads;

/// <summary>The time of a log event: an ISO-8601 instant, which is UTC when it names no zone, or a number since 1970.</summary>
internal static class LogTime
{
    // 2200-01-01; from then on no log has been written.
    private const long Latest = 7_258_118_400L * 1_000_000_000;

    /// <summary>Reads a time.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? Read(ReadOnlySpan<byte> text, out long nanoseconds)
    {
        if (IsoInstant.LooksLikeOne(text))
        {
            return IsoInstant.Read(text, zoneOptional: true, out nanoseconds) is { } problem ? $"'{RowSchema.Printable(text)}': {problem}" : null;
        }

        // The size tells the unit: seconds, milliseconds (as CloudWatch counts), microseconds or nanoseconds.
        var status = DecimalText.Read(text, 0, out var whole);
        var scale = whole < 100_000_000_000 ? 9 : whole < 100_000_000_000_000 ? 6 : whole < 100_000_000_000_000_000 ? 3 : 0;
        if (status != NumberStatus.Ok || DecimalText.Read(text, scale, out nanoseconds) != NumberStatus.Ok || nanoseconds > Latest)
        {
            nanoseconds = 0;
            return $"'{RowSchema.Printable(text)}' is no time between 1970 and 2199; it is milliseconds since 1970, or an instant such as 2026-01-31T12:00:00.123Z";
        }

        return null;
    }
}
