using NodaTime;
using NodaTime.Text;

namespace LambdaSim.Wire.S3;

/// <summary>Dates as headers have them.</summary>
internal static class ObjectDates
{
    private static readonly InstantPattern _http = InstantPattern.CreateWithInvariantCulture("ddd, dd MMM uuuu HH':'mm':'ss 'GMT'");

    public static string Of(Instant time) => _http.Format(time);

    /// <summary>Null: it is none.</summary>
    public static Instant? Read(string? text) =>
        text is null ? null : _http.Parse(text) is { Success: true } http ? http.Value : OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } iso ? iso.Value.ToInstant() : null;
}
