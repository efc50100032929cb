using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Cli.Commands;

/// <summary>Options whose text is not a plain number: <c>1e6</c>, <c>90s</c>.</summary>
internal static class Numbers
{
    /// <summary>A whole number that may be written with an exponent or with underscores.</summary>
    public static Option<long?> Whole(string name, string description, string help, long min, long max) => new(name)
    {
        Description = description,
        HelpName = help,
        CustomParser = result => Parse(result, name, min, max),
    };

    public static Option<ulong?> Seed() => new("--seed")
    {
        Description = "Seed of all draws; the configuration's by default.",
        HelpName = "N",
        CustomParser = static result =>
        {
            if (Value(result.Tokens[0].Value, 0, ulong.MaxValue) is { } seed)
            {
                return (ulong)seed;
            }

            result.AddError($"--seed {result.Tokens[0].Value}: expected a whole number from 0 to {ulong.MaxValue.ToString(CultureInfo.InvariantCulture)}");
            return null;
        },
    };

    /// <summary>A number that may have a fraction.</summary>
    public static Option<double?> Real(string name, string description, string help, double most) => new(name)
    {
        Description = description,
        HelpName = help,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.AllowExponent | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value <= most)
            {
                return value;
            }

            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} {text}: expected a number from 0 to {most}"));
            return null;
        },
    };

    /// <summary>Seconds as a number, or a duration with a unit.</summary>
    public static Option<Duration?> Seconds(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "SECONDS",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var duration = Duration(text);
            if (duration is null)
            {
                result.AddError($"{name} {text}: expected seconds, or {UnitText.DurationExample}");
            }

            return duration;
        },
    };

    /// <summary>A length of time with its unit, or in seconds; null when it is none.</summary>
    public static Duration? Duration(string text) => UnitText.ParseDuration(text) ?? UnitText.ParseDuration(text + "s");

    private static long? Parse(ArgumentResult result, string name, long min, long max)
    {
        var text = result.Tokens[0].Value;
        if (Value(text, min, max) is { } value)
        {
            return (long)value;
        }

        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} {text}: expected a whole number from {min} to {max}"));
        return null;
    }

    // 1000, 1_000 and 1e3 are one number.
    private static decimal? Value(string text, decimal min, decimal max) =>
        decimal.TryParse(text.Replace("_", string.Empty, StringComparison.Ordinal), NumberStyles.AllowExponent | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        && value == decimal.Truncate(value) && value >= min && value <= max ? value : null;
}
