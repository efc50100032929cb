using System.Globalization;

namespace LambdaSim.Configuration;

/// <summary>Culture-free text.</summary>
internal static class Text
{
    /// <summary>Formats an interpolated string with the invariant culture.</summary>
    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number as the invariant culture writes it.</summary>
    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);
}
