using System.Globalization;

namespace LambdaSim.Woven.Clock;

[Redirects(typeof(DateTime))]
[Hidden]
public static class DateTimeReading
{
    public static DateTime Parse(string s) => Reading.Time(DateTimeStyles.None, [Hidden] (read) => DateTime.Parse(s, null, read));

    public static DateTime Parse(string s, IFormatProvider? provider) => Reading.Time(DateTimeStyles.None, [Hidden] (read) => DateTime.Parse(s, provider, read));

    public static DateTime Parse(string s, IFormatProvider? provider, DateTimeStyles styles) => Reading.Time(styles, [Hidden] (read) => DateTime.Parse(s, provider, read));

    public static DateTime Parse(ReadOnlySpan<char> s, IFormatProvider? provider)
    {
        var sText = s.ToString();
        return Reading.Time(DateTimeStyles.None, [Hidden] (read) => DateTime.Parse(sText, provider, read));
    }

    public static DateTime Parse(ReadOnlySpan<char> s, IFormatProvider? provider, DateTimeStyles styles)
    {
        var sText = s.ToString();
        return Reading.Time(styles, [Hidden] (read) => DateTime.Parse(sText, provider, read));
    }

    public static DateTime ParseExact(string s, string format, IFormatProvider? provider) => Reading.Time(DateTimeStyles.None, [Hidden] (read) => DateTime.ParseExact(s, format, provider, read));

    public static DateTime ParseExact(string s, string format, IFormatProvider? provider, DateTimeStyles style) => Reading.Time(style, [Hidden] (read) => DateTime.ParseExact(s, format, provider, read));

    public static DateTime ParseExact(string s, string[] formats, IFormatProvider? provider, DateTimeStyles style) => Reading.Time(style, [Hidden] (read) => DateTime.ParseExact(s, formats, provider, read));

    public static DateTime ParseExact(ReadOnlySpan<char> s, ReadOnlySpan<char> format, IFormatProvider? provider, DateTimeStyles style)
    {
        var sText = s.ToString();
        var formatText = format.ToString();
        return Reading.Time(style, [Hidden] (read) => DateTime.ParseExact(sText, formatText, provider, read));
    }

    public static DateTime ParseExact(ReadOnlySpan<char> s, string[] formats, IFormatProvider? provider, DateTimeStyles style)
    {
        var sText = s.ToString();
        return Reading.Time(style, [Hidden] (read) => DateTime.ParseExact(sText, formats, provider, read));
    }

    public static bool TryParse(string? s, out DateTime result) => Reading.Time(DateTimeStyles.None, out result, [Hidden] (DateTimeStyles read, out DateTime time) => DateTime.TryParse(s, null, read, out time));

    public static bool TryParse(ReadOnlySpan<char> s, out DateTime result)
    {
        var sText = s.ToString();
        return Reading.Time(DateTimeStyles.None, out result, [Hidden] (DateTimeStyles read, out DateTime time) => DateTime.TryParse(sText, null, read, out time));
    }

    public static bool TryParse(string? s, IFormatProvider? provider, out DateTime result) => Reading.Time(DateTimeStyles.None, out result, [Hidden] (DateTimeStyles read, out DateTime time) => DateTime.TryParse(s, provider, read, out time));

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out DateTime result)
    {
        var sText = s.ToString();
        return Reading.Time(DateTimeStyles.None, out result, [Hidden] (DateTimeStyles read, out DateTime time) => DateTime.TryParse(sText, provider, read, out time));
    }

    public static bool TryParse(string? s, IFormatProvider? provider, DateTimeStyles styles, out DateTime result) => Reading.Time(styles, out result, [Hidden] (DateTimeStyles read, out DateTime time) => DateTime.TryParse(s, provider, read, out time));

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, DateTimeStyles styles, out DateTime result)
    {
        var sText = s.ToString();
        return Reading.Time(styles, out result, [Hidden] (DateTimeStyles read, out DateTime time) => DateTime.TryParse(sText, provider, read, out time));
    }

    public static bool TryParseExact(string? s, string? format, IFormatProvider? provider, DateTimeStyles style, out DateTime result) => Reading.Time(style, out result, [Hidden] (DateTimeStyles read, out DateTime time) => DateTime.TryParseExact(s, format, provider, read, out time));

    public static bool TryParseExact(string? s, string?[]? formats, IFormatProvider? provider, DateTimeStyles style, out DateTime result) => Reading.Time(style, out result, [Hidden] (DateTimeStyles read, out DateTime time) => DateTime.TryParseExact(s, formats, provider, read, out time));

    public static bool TryParseExact(ReadOnlySpan<char> s, ReadOnlySpan<char> format, IFormatProvider? provider, DateTimeStyles style, out DateTime result)
    {
        var sText = s.ToString();
        var formatText = format.ToString();
        return Reading.Time(style, out result, [Hidden] (DateTimeStyles read, out DateTime time) => DateTime.TryParseExact(sText, formatText, provider, read, out time));
    }

    public static bool TryParseExact(ReadOnlySpan<char> s, string?[]? formats, IFormatProvider? provider, DateTimeStyles style, out DateTime result)
    {
        var sText = s.ToString();
        return Reading.Time(style, out result, [Hidden] (DateTimeStyles read, out DateTime time) => DateTime.TryParseExact(sText, formats, provider, read, out time));
    }
}

[Redirects(typeof(Convert))]
[Hidden]
public static class TimeConversions
{
    public static DateTime ToDateTime(string? value) => value is null ? default : DateTimeReading.Parse(value);

    public static DateTime ToDateTime(string? value, IFormatProvider? provider) => value is null ? default : DateTimeReading.Parse(value, provider);
}
