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

    /// <summary>A moment as an instant in ISO 8601.</summary>
    public static string Instant(Instant start, long nanoseconds) => InstantPattern.ExtendedIso.Format(start.PlusNanoseconds(nanoseconds));

    private static string Decimal(long nanoseconds, long unit, string format) => ((decimal)nanoseconds / unit).ToString(format, CultureInfo.InvariantCulture);
}
