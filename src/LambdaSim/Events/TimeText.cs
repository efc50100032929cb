using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace LambdaSim.Events;

/// <summary>Times and lengths as people read them, exact.</summary>
internal static class TimeText
{
    /// <summary>A length: milliseconds below a second, seconds from there.</summary>
    public static string Length(long nanoseconds) => Math.Abs(nanoseconds) < NodaConstants.NanosecondsPerSecond
        ? Decimal(nanoseconds, NodaConstants.NanosecondsPerMillisecond, "0.######") + " ms"
        : Decimal(nanoseconds, NodaConstants.NanosecondsPerSecond, "0.#########") + " s";

    /// <summary>A moment of virtual time: seconds since the run's start.</summary>
    public static string Moment(long nanoseconds) => Decimal(nanoseconds, NodaConstants.NanosecondsPerSecond, "0.000######") + " s";

    /// <summary>The decimals all of some moments need: 3, 6 or 9, so that they stand in columns.</summary>
    public static int Decimals(IEnumerable<long> nanoseconds) => nanoseconds.Select(ns => ns % 1_000_000 == 0 ? 3 : ns % 1_000 == 0 ? 6 : 9).DefaultIfEmpty(3).Max();

    /// <summary>A moment with a number of decimals.</summary>
    public static string Moment(long nanoseconds, int decimals) => Decimal(nanoseconds, NodaConstants.NanosecondsPerSecond, "0." + new string('0', decimals)) + " s";

    /// <summary>A moment as an instant in ISO 8601, with a number of decimals.</summary>
    public static string Instant(Instant instant, int decimals) =>
        InstantPattern.CreateWithInvariantCulture($"uuuu'-'MM'-'dd'T'HH':'mm':'ss'.'{new string('f', decimals)}'Z'").Format(instant);

    private static string Decimal(long nanoseconds, long unit, string format) => ((decimal)nanoseconds / unit).ToString(format, CultureInfo.InvariantCulture);
}
