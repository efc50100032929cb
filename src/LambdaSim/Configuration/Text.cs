using System.Globalization;

namespace LambdaSim.Configuration;

/// <summary>Culture-free text.</summary>
internal static class Text
{
    /// <summary>Formats an interpolated string with the invariant culture.</summary>
    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number as the invariant culture writes it.</summary>
    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The same number without trailing zeros: 0.50 and 0.5 are one value and have one form.</summary>
    public static decimal Shortest(decimal value) => value / 1.0000000000000000000000000000m;
}
