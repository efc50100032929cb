using System.Globalization;
using System.Text.RegularExpressions;

namespace LambdaSim.Neighbours.LogGroups.Patterns;

/// <summary>A comparison with a literal: numbers as numbers, texts with asterisks for any letters, regular expressions between percent signs.</summary>
internal sealed class Comparison
{
    public static readonly string[] Operators = ["!=", ">=", "<=", "=", ">", "<"];

    private readonly string _operator;
    private readonly string _literal;
    private readonly double? _number;
    private readonly Regex? _regex;

    private Comparison(string @operator, string literal, double? number, Regex? regex) => (_operator, _literal, _number, _regex) = (@operator, literal, number, regex);

    /// <summary>Null: the literal cannot be compared so.</summary>
    public static Comparison? Of(string @operator, string literal)
    {
        var isQuoted = literal is ['"', .., '"'] && literal.Length > 1;
        var text = isQuoted ? literal[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal) : literal;
        var number = !isQuoted && Number(text) is { } n ? n : (double?)null;
        if (text.Length == 0 && !isQuoted)
        {
            return null;
        }

        if (@operator is "=" or "!=")
        {
            var regex = text is ['%', .. var inner, '%'] ? PatternRegex.Of(inner) : text.Contains('*', StringComparison.Ordinal) ? PatternRegex.Of($"^{Regex.Escape(text).Replace("\\*", ".*", StringComparison.Ordinal)}$") : null;
            return new Comparison(@operator, text, number, regex);
        }

        return number is null ? null : new Comparison(@operator, text, number, null);
    }

    public bool Holds(string value)
    {
        if (_operator is "=" or "!=")
        {
            var isSame = _regex is not null ? _regex.IsMatch(value) : value == _literal || (_number is { } n && Number(value) == n);
            return isSame == (_operator == "=");
        }

        return Number(value) is { } number && _operator switch
        {
            ">" => number > _number,
            ">=" => number >= _number,
            "<" => number < _number,
            _ => number <= _number,
        };
    }

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
