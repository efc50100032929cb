using System.Globalization;
using System.Numerics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LambdaSim.Templates.Documents;

/// <summary>Plain words of YAML 1.1 as numbers, booleans and null.</summary>
internal static class Scalars
{
    public static Node Read(Scalar scalar, Place place)
    {
        if (scalar.Style != ScalarStyle.Plain || !scalar.Tag.IsEmpty)
        {
            return new TextNode(scalar.Value, place);
        }

        return scalar.Value switch
        {
            "" or "~" or "null" or "Null" or "NULL" => new LiteralNode("null", LiteralKind.Null, place),
            "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => Node.Of(true, place),
            "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => Node.Of(false, place),
            var word => Number(word) is { } number ? new LiteralNode(number, LiteralKind.Number, place) : new TextNode(word, place),
        };
    }

    private static string? Number(string word)
    {
        var digits = word.AsSpan().TrimStart("+-");
        if (digits.IsEmpty || word.Length - digits.Length > 1 || word.Length > 64)
        {
            return null;
        }

        var sign = word[0] == '-' ? "-" : string.Empty;
        if (digits.Length > 2 && digits.StartsWith("0x") && digits[2..].IndexOfAnyExcept(Hexadecimal) < 0)
        {
            return sign + BigInteger.Parse("0" + digits[2..].ToString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
        }

        if (digits.IndexOfAnyExcept(Decimals) < 0)
        {
            return digits.Length > 1 && digits[0] == '0' ? Octal(sign, digits) : sign + digits.ToString();
        }

        return IsReal(digits) ? sign + Real(digits) : null;
    }

    private static readonly System.Buffers.SearchValues<char> Hexadecimal = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");

    private static readonly System.Buffers.SearchValues<char> Decimals = System.Buffers.SearchValues.Create("0123456789");

    // A leading zero means octal; 089 is none, and stays text: an account's number keeps its zeros.
    private static string? Octal(string sign, ReadOnlySpan<char> digits)
    {
        var value = BigInteger.Zero;
        foreach (var digit in digits)
        {
            if (digit > '7')
            {
                return null;
            }

            value = (value * 8) + (digit - '0');
        }

        return sign + value.ToString(CultureInfo.InvariantCulture);
    }

    private static bool IsReal(ReadOnlySpan<char> word)
    {
        var dot = word.IndexOf('.');
        return dot >= 0 && word.IndexOfAny(Decimals) >= 0
            && word.IndexOfAnyExcept("0123456789.eE+-") < 0
            && double.TryParse(word, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value);
    }

    // 2.0 stays 2.0: a version that somebody wrote as a number is text to who reads it next.
    private static string Real(ReadOnlySpan<char> word)
    {
        var text = double.Parse(word, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAnyExcept(Decimals) < 0 ? text + ".0" : text;
    }
}
