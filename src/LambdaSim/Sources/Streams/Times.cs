using NodaTime;
using NodaTime.Text;

namespace LambdaSim.Sources.Streams;

/// <summary>Instants as Lambda writes them in events and records of streams.</summary>
internal static class Times
{
    private static readonly InstantPattern _seconds = InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss'Z'");
    private static readonly InstantPattern _milliseconds = InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss'.'fff'Z'");
    private static readonly InstantPattern _day = InstantPattern.CreateWithInvariantCulture("uuuu'/'MM'/'dd");
    private static readonly InstantPattern _key = InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH'.'mm'.'ss");

    public static string Seconds(Instant instant) => _seconds.Format(instant);

    public static string Milliseconds(Instant instant) => _milliseconds.Format(instant);

    /// <summary>Day and second, as keys of objects have them.</summary>
    public static string Key(Instant instant) => $"{_day.Format(instant)}/{_key.Format(instant)}";
}
