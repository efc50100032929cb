using System.Globalization;

namespace LambdaSim.Cli.Output;

/// <summary>Numbers as people read them; the same everywhere.</summary>
internal static class Figures
{
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Three digits and a unit: 1.23 M.</summary>
    public static string Short(double value) => value switch
    {
        >= 1e9 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e9:G3} G"),
        >= 1e6 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e6:G3} M"),
        >= 1e4 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e3:G3} k"),
        _ => value.ToString("F0", CultureInfo.InvariantCulture),
    };

    /// <summary>Hours, minutes, seconds; days in front where there are any.</summary>
    public static string Clock(TimeSpan time)
    {
        var rest = string.Create(CultureInfo.InvariantCulture, $"{time.Hours}:{time.Minutes:D2}:{time.Seconds:D2}");
        return time.Days == 0 ? rest : string.Create(CultureInfo.InvariantCulture, $"{time.Days}d {rest}");
    }

    /// <summary>A length of time to three or four digits, in the unit that suits it.</summary>
    public static string Time(double nanoseconds)
    {
        var (value, unit) = Math.Abs(nanoseconds) switch
        {
            0 => (0, "s"),
            < 1e6 => (nanoseconds / 1e3, "us"),
            < 1e9 => (nanoseconds / 1e6, "ms"),
            < 120e9 => (nanoseconds / 1e9, "s"),
            < 7_200e9 => (nanoseconds / 60e9, "min"),
            _ => (nanoseconds / 3_600e9, "h"),
        };
        var digits = Math.Abs(value) switch { >= 1_000 => "N0", >= 100 => "F0", >= 10 => "F1", _ => "F2" };
        return $"{value.ToString(value == 0 ? "F0" : digits, CultureInfo.InvariantCulture)} {unit}";
    }

    public static string Percent(double share, int decimals = 2) =>
        (share * 100).ToString(string.Create(CultureInfo.InvariantCulture, $"F{decimals}"), CultureInfo.InvariantCulture) + " %";

    /// <summary>US dollars: cents, and more digits for small amounts.</summary>
    public static string Usd(decimal value)
    {
        var digits = Math.Abs(value) switch { 0 => "F2", < 0.0001m => "F9", < 0.01m => "F7", < 1 => "F5", < 100 => "F3", _ => "N2" };
        return (value < 0 ? "-$" : "$") + Math.Abs(value).ToString(digits, CultureInfo.InvariantCulture);
    }
}
