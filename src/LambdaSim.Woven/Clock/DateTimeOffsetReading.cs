using System.Globalization;

namespace LambdaSim.Woven.Clock;

[Redirects(typeof(DateTimeOffset))]
[Hidden]
public static class DateTimeOffsetReading
{
    public static DateTimeOffset Parse(string s) => Reading.Offset(DateTimeStyles.None, [Hidden] (read) => DateTimeOffset.Parse(s, null, read));

    public static DateTimeOffset Parse(string s, IFormatProvider? provider) => Reading.Offset(DateTimeStyles.None, [Hidden] (read) => DateTimeOffset.Parse(s, provider, read));

    public static DateTimeOffset Parse(string s, IFormatProvider? provider, DateTimeStyles styles) => Reading.Offset(styles, [Hidden] (read) => DateTimeOffset.Parse(s, provider, read));

    public static DateTimeOffset Parse(ReadOnlySpan<char> s, IFormatProvider? provider)
    {
        var sText = s.ToString();
        return Reading.Offset(DateTimeStyles.None, [Hidden] (read) => DateTimeOffset.Parse(sText, provider, read));
    }

    public static DateTimeOffset Parse(ReadOnlySpan<char> s, IFormatProvider? provider, DateTimeStyles styles)
    {
        var sText = s.ToString();
        return Reading.Offset(styles, [Hidden] (read) => DateTimeOffset.Parse(sText, provider, read));
    }

    public static DateTimeOffset ParseExact(string s, string format, IFormatProvider? provider) => Reading.Offset(DateTimeStyles.None, [Hidden] (read) => DateTimeOffset.ParseExact(s, format, provider, read));

    public static DateTimeOffset ParseExact(string s, string format, IFormatProvider? provider, DateTimeStyles style) => Reading.Offset(style, [Hidden] (read) => DateTimeOffset.ParseExact(s, format, provider, read));

    public static DateTimeOffset ParseExact(string s, string[] formats, IFormatProvider? provider, DateTimeStyles style) => Reading.Offset(style, [Hidden] (read) => DateTimeOffset.ParseExact(s, formats, provider, read));

    public static DateTimeOffset ParseExact(ReadOnlySpan<char> s, ReadOnlySpan<char> format, IFormatProvider? provider, DateTimeStyles style)
    {
        var sText = s.ToString();
        var formatText = format.ToString();
        return Reading.Offset(style, [Hidden] (read) => DateTimeOffset.ParseExact(sText, formatText, provider, read));
    }

    public static DateTimeOffset ParseExact(ReadOnlySpan<char> s, string[] formats, IFormatProvider? provider, DateTimeStyles style)
    {
        var sText = s.ToString();
        return Reading.Offset(style, [Hidden] (read) => DateTimeOffset.ParseExact(sText, formats, provider, read));
    }

    public static bool TryParse(string? s, out DateTimeOffset result) => Reading.Offset(DateTimeStyles.None, out result, [Hidden] (DateTimeStyles read, out DateTimeOffset time) => DateTimeOffset.TryParse(s, null, read, out time));

    public static bool TryParse(ReadOnlySpan<char> s, out DateTimeOffset result)
    {
        var sText = s.ToString();
        return Reading.Offset(DateTimeStyles.None, out result, [Hidden] (DateTimeStyles read, out DateTimeOffset time) => DateTimeOffset.TryParse(sText, null, read, out time));
    }

    public static bool TryParse(string? s, IFormatProvider? provider, out DateTimeOffset result) => Reading.Offset(DateTimeStyles.None, out result, [Hidden] (DateTimeStyles read, out DateTimeOffset time) => DateTimeOffset.TryParse(s, provider, read, out time));

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out DateTimeOffset result)
    {
        var sText = s.ToString();
        return Reading.Offset(DateTimeStyles.None, out result, [Hidden] (DateTimeStyles read, out DateTimeOffset time) => DateTimeOffset.TryParse(sText, provider, read, out time));
    }

    public static bool TryParse(string? s, IFormatProvider? provider, DateTimeStyles styles, out DateTimeOffset result) => Reading.Offset(styles, out result, [Hidden] (DateTimeStyles read, out DateTimeOffset time) => DateTimeOffset.TryParse(s, provider, read, out time));

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, DateTimeStyles styles, out DateTimeOffset result)
    {
        var sText = s.ToString();
        return Reading.Offset(styles, out result, [Hidden] (DateTimeStyles read, out DateTimeOffset time) => DateTimeOffset.TryParse(sText, provider, read, out time));
    }

    public static bool TryParseExact(string? s, string? format, IFormatProvider? provider, DateTimeStyles style, out DateTimeOffset result) => Reading.Offset(style, out result, [Hidden] (DateTimeStyles read, out DateTimeOffset time) => DateTimeOffset.TryParseExact(s, format, provider, read, out time));

    public static bool TryParseExact(string? s, string?[]? formats, IFormatProvider? provider, DateTimeStyles style, out DateTimeOffset result) => Reading.Offset(style, out result, [Hidden] (DateTimeStyles read, out DateTimeOffset time) => DateTimeOffset.TryParseExact(s, formats, provider, read, out time));

    public static bool TryParseExact(ReadOnlySpan<char> s, ReadOnlySpan<char> format, IFormatProvider? provider, DateTimeStyles style, out DateTimeOffset result)
    {
        var sText = s.ToString();
        var formatText = format.ToString();
        return Reading.Offset(style, out result, [Hidden] (DateTimeStyles read, out DateTimeOffset time) => DateTimeOffset.TryParseExact(sText, formatText, provider, read, out time));
    }

    public static bool TryParseExact(ReadOnlySpan<char> s, string?[]? formats, IFormatProvider? provider, DateTimeStyles style, out DateTimeOffset result)
    {
        var sText = s.ToString();
        return Reading.Offset(style, out result, [Hidden] (DateTimeStyles read, out DateTimeOffset time) => DateTimeOffset.TryParseExact(sText, formats, provider, read, out time));
    }
}
