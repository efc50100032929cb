using System.Globalization;
using LambdaSim.Randomness;
using NodaTime;

namespace LambdaSim.Events;

/// <summary>The canonical text of a distribution: its name and its parameters, exact, in nanoseconds.</summary>
internal static class DistributionText
{
    private const string Fixed = "fixed:";

    public static string? Of(Distribution? distribution) => distribution switch
    {
        null => null,
        FixedDistribution it => Fixed + it.Value.ToInt64Nanoseconds().ToString(CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"{distribution.GetType().Name} has no canonical text; add it to DistributionText"),
    };

    /// <exception cref="FormatException">It is no such text.</exception>
    public static Distribution Parse(string text) =>
        text.StartsWith(Fixed, StringComparison.Ordinal)
            ? Distribution.Fixed(Duration.FromNanoseconds(long.Parse(text.AsSpan(Fixed.Length), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)))
            : throw new FormatException($"distribution '{text}' is unknown");
}
