using System.Globalization;

namespace LambdaSim.Templates;

internal static class Text
{
    public static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);
}
