using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace LambdaSim.Wire.Codecs;

/// <summary>Single values: as the document between codec and service has them, and as text.</summary>
internal static class Scalars
{
    private const decimal FirstSecond = -62_135_596_800m, LastSecond = 253_402_300_799.999m;
    private const int Milliseconds = 1_000;

    private static readonly InstantPattern _iso = InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss.FFF'Z'");
    private static readonly InstantPattern _http = InstantPattern.CreateWithInvariantCulture("ddd, dd MMM uuuu HH':'mm':'ss 'GMT'");
    private static readonly InstantPattern _httpWithFraction = InstantPattern.CreateWithInvariantCulture("ddd, dd MMM uuuu HH':'mm':'ss.FFFFFFFFF 'GMT'");

    // Of a document.

    public static string Text(JsonNode? value, WireWalk walk) =>
        value is JsonValue v && v.TryGetValue<string>(out var text) ? Whole(text, walk) : throw walk.Fail("must be a text");

    public static bool Flag(JsonNode? value, WireWalk walk) => value is JsonValue v && v.TryGetValue<bool>(out var flag) ? flag : throw walk.Fail("must be true or false");

    public static long Integer(WireKind kind, JsonNode? value, WireWalk walk)
    {
        var number = value is not JsonValue v ? null
            : v.TryGetValue<long>(out var whole) ? whole
            : v.TryGetValue<int>(out var small) ? small
            : v.TryGetValue<decimal>(out var exact) && exact == decimal.Truncate(exact) && exact is >= long.MinValue and <= long.MaxValue ? (long)exact
            : (long?)null;
        return number is { } found ? InRange(kind, found, walk, default) : throw walk.Fail("must be a whole number");
    }

    /// <summary>Not a number and the infinities come as texts.</summary>
    public static double Double(JsonNode? value, WireWalk walk) =>
        value is not JsonValue v ? throw walk.Fail("must be a number")
        : v.TryGetValue<double>(out var number) ? number
        : v.TryGetValue<long>(out var whole) ? whole
        : v.TryGetValue<int>(out var small) ? small
        : v.TryGetValue<decimal>(out var exact) ? (double)exact
        : v.TryGetValue<string>(out var text) && Special(text) is { } special ? special
        : throw walk.Fail("must be a number");

    public static byte[] Bytes(JsonNode? value, WireWalk walk) => FromBase64(Text(value, walk), walk, default);

    public static decimal Seconds(JsonNode? value, WireWalk walk) =>
        value is not JsonValue v ? throw walk.Fail("must be a timestamp")
        : v.TryGetValue<decimal>(out var exact) ? Seconds(exact, walk, default)
        : v.TryGetValue<long>(out var whole) ? Seconds((decimal)whole, walk, default)
        : v.TryGetValue<int>(out var small) ? small
        : v.TryGetValue<double>(out var number) ? Seconds(number, walk, default)
        : throw walk.Fail("must be a timestamp");

    public static JsonNode Node(WireKind kind, long value) => kind == WireKind.Integer ? JsonValue.Create((int)value) : JsonValue.Create(value);

    public static JsonNode Node(double value) =>
        double.IsFinite(value) ? JsonValue.Create(value) : JsonValue.Create(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");

    public static JsonNode Node(decimal seconds) => seconds == decimal.Truncate(seconds)
        ? JsonValue.Create((long)seconds)
        : JsonValue.Create(decimal.Parse(EpochText(seconds), NumberStyles.Float, CultureInfo.InvariantCulture));

    // Checks.

    public static long InRange(WireKind kind, long value, WireWalk walk, DocumentPlace place) =>
        kind == WireKind.Integer && value is < int.MinValue or > int.MaxValue ? throw walk.Fail("must be a whole number of 32 bits", place) : value;

    public static decimal Seconds(double value, WireWalk walk, DocumentPlace place) =>
        value is >= (double)FirstSecond and <= (double)LastSecond ? Seconds((decimal)value, walk, place) : throw OutOfTime(walk, place);

    public static decimal Seconds(decimal value, WireWalk walk, DocumentPlace place) =>
        decimal.Round(value, 3) is var seconds and >= FirstSecond and <= LastSecond ? seconds : throw OutOfTime(walk, place);

    public static double? Special(string text) => text switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => null,
    };

    public static byte[] FromBase64(string text, WireWalk walk, DocumentPlace place)
    {
        var bytes = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, bytes, out var count) ? bytes[..count] : throw walk.Fail("is no base64", place);
    }

    /// <summary>A text without half a surrogate pair.</summary>
    public static string Whole(string text, WireWalk walk, DocumentPlace place = default)
    {
        for (var i = text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff'); i >= 0 && i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                {
                    throw walk.Fail("has half a surrogate pair, which is no Unicode", place);
                }

                i++;
            }
        }

        return text;
    }

    // As text.

    /// <summary>A value that forms, XML, headers, queries and paths have as text.</summary>
    public static JsonNode FromText(WireShape shape, string text, TimestampFormat format, WireWalk walk, DocumentPlace place)
    {
        switch (shape.Kind)
        {
            case WireKind.String:
                return JsonValue.Create(Whole(text, walk, place));
            case WireKind.Integer or WireKind.Long:
                return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                    ? Node(shape.Kind, InRange(shape.Kind, whole, walk, place)) : throw walk.Fail("must be a whole number", place);
            case WireKind.Double:
                return Special(text) is { } special ? Node(special)
                    : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? JsonValue.Create(number)
                    : throw walk.Fail("must be a number", place);
            case WireKind.Boolean:
                return text is "true" or "false" ? JsonValue.Create(text is "true") : throw walk.Fail("must be true or false", place);
            case WireKind.Blob:
                return JsonValue.Create(Convert.ToBase64String(FromBase64(text, walk, place)));
            case WireKind.Timestamp:
                return Node(Time(text, shape.Format ?? format, walk, place));
            default:
                throw walk.Fail($"is a {shape.Kind}, which this protocol cannot have here", place);
        }
    }

    public static string ToText(WireShape shape, JsonNode? value, TimestampFormat format, WireWalk walk) => shape.Kind switch
    {
        WireKind.String => Text(value, walk),
        WireKind.Integer or WireKind.Long => Integer(shape.Kind, value, walk).ToString(CultureInfo.InvariantCulture),
        WireKind.Double => Double(value, walk).ToString("R", CultureInfo.InvariantCulture),
        WireKind.Boolean => Flag(value, walk) ? "true" : "false",
        WireKind.Blob => Convert.ToBase64String(Bytes(value, walk)),
        WireKind.Timestamp => ToText(Seconds(value, walk), shape.Format ?? format),
        _ => throw walk.Fail($"is a {shape.Kind}, which this protocol cannot have here"),
    };

    public static decimal Time(string text, TimestampFormat format, WireWalk walk, DocumentPlace place)
    {
        if (format == TimestampFormat.EpochSeconds)
        {
            return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Seconds(number, walk, place) : throw OutOfTime(walk, place);
        }

        var instant = format == TimestampFormat.Iso8601 ? Iso(text) : Http(text);
        return instant is { } found ? Seconds(found.ToUnixTimeMilliseconds() / (decimal)Milliseconds, walk, place)
            : throw walk.Fail(format == TimestampFormat.Iso8601 ? "must be a timestamp such as 2030-01-31T12:00:00Z" : "must be a timestamp such as Thu, 31 Jan 2030 12:00:00 GMT", place);
    }

    public static string ToText(decimal seconds, TimestampFormat format) => format switch
    {
        TimestampFormat.EpochSeconds => EpochText(seconds),
        TimestampFormat.Iso8601 => _iso.Format(Instant.FromUnixTimeMilliseconds((long)(seconds * Milliseconds))),
        _ => _http.Format(Instant.FromUnixTimeSeconds((long)decimal.Floor(seconds))),
    };

    /// <summary>A number of a JSON document that has no shape.</summary>
    public static JsonNode? Number(ref Utf8JsonReader reader) =>
        reader.TryGetInt64(out var whole) ? JsonValue.Create(whole)
        : reader.TryGetDecimal(out var exact) ? JsonValue.Create(exact)
        : reader.TryGetDouble(out var number) && double.IsFinite(number) ? JsonValue.Create(number)
        : null;

    private static string EpochText(decimal seconds) => seconds.ToString("0.###", CultureInfo.InvariantCulture);

    private static Instant? Iso(string text) =>
        OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } time ? time.Value.ToInstant() : null;

    private static Instant? Http(string text) =>
        _http.Parse(text) is { Success: true } time ? time.Value : _httpWithFraction.Parse(text) is { Success: true } exact ? exact.Value : null;

    private static WireFormatException OutOfTime(WireWalk walk, DocumentPlace place) => walk.Fail("must be a timestamp in seconds of the years 1 to 9999", place);
}
