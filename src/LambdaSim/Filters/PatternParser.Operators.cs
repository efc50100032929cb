using System.Text.Json;
using LambdaSim.Configuration;

namespace LambdaSim.Filters;

/// <summary>The operators: objects of one name.</summary>
internal ref partial struct PatternParser
{
    private const string OneKey = "Only one key allowed in match expression";
    private const string TooMany = "Too many elements in numeric expression";
    private const string IgnoringCase = "equals-ignore-case";

    private ValuePattern ReadOperator()
    {
        if (_json.Next() != JsonTokenType.PropertyName)
        {
            throw _json.Fault("Match expression name not found");
        }

        var name = _json.Text;
        switch (name)
        {
            case "exactly":
                return new ValuePattern.TextEquals(ReadText("exact"));
            case "prefix" or "suffix":
                return ReadAffix(name);
            case IgnoringCase:
                return new ValuePattern.IgnoreCase(ReadText(name));
            case "wildcard" when _dialect.HasLaterOperators:
                return ReadWildcard();
            case "cidr":
                // AWS's text names another operator.
                Expect(JsonTokenType.String, "prefix match pattern must be a string");
                var range = IpRange.OfBlock(_json.Text);
                Expect(JsonTokenType.EndObject, OneKey);
                return new ValuePattern.Address(range);
            case "exists":
                var token = _json.Next();
                if (token is not (JsonTokenType.True or JsonTokenType.False))
                {
                    throw _json.Fault("exists match pattern must be either true or false.");
                }

                Expect(JsonTokenType.EndObject, OneKey);
                return token == JsonTokenType.True ? new ValuePattern.Present() : new ValuePattern.Absent();
            case "numeric":
                return ReadNumeric();
            case "anything-but":
                return ReadAnythingBut();
            default:
                throw _json.Fault($"Unrecognized match type {name}");
        }
    }

    private void Expect(JsonTokenType token, string problem)
    {
        if (_json.Next() != token)
        {
            throw _json.Fault(problem);
        }
    }

    private string ReadText(string name)
    {
        Expect(JsonTokenType.String, $"{name} match pattern must be a string");
        var text = _json.Text;
        Expect(JsonTokenType.EndObject, OneKey);
        return text;
    }

    private ValuePattern ReadAffix(string name)
    {
        var isPrefix = name == "prefix";
        if (_json.Next() != JsonTokenType.StartObject || !_dialect.HasLaterOperators)
        {
            var text = _json.Token == JsonTokenType.String ? _json.Text : throw _json.Fault($"{name} match pattern must be a string");
            Expect(JsonTokenType.EndObject, OneKey);
            return isPrefix ? new ValuePattern.Prefix(text) : new ValuePattern.Suffix(text);
        }

        Expect(JsonTokenType.PropertyName, $"{(isPrefix ? "Prefix" : "Suffix")} expression name not found");
        if (_json.Text != IgnoringCase)
        {
            throw _json.Fault($"Unsupported {name} pattern: {_json.Text}");
        }

        var ignoring = ReadText(IgnoringCase);
        Expect(JsonTokenType.EndObject, OneKey);
        return isPrefix ? new ValuePattern.PrefixIgnoreCase(ignoring) : new ValuePattern.SuffixIgnoreCase(ignoring);
    }

    private ValuePattern.Like ReadWildcard()
    {
        Expect(JsonTokenType.String, "wildcard match pattern must be a string");
        var wildcard = WildcardHere();
        Expect(JsonTokenType.EndObject, OneKey);
        return new ValuePattern.Like(wildcard);
    }

    private Wildcard WildcardHere()
    {
        try
        {
            return new Wildcard(_json.Text);
        }
        catch (PatternException e)
        {
            throw _json.Fault(e.Message);
        }
    }

    private ValuePattern.Numeric ReadNumeric()
    {
        Expect(JsonTokenType.StartArray, "Value of numeric must be an array.");
        var range = ReadRange();
        Expect(JsonTokenType.EndObject, TooMany);
        return range;
    }

    private ValuePattern.Numeric ReadRange()
    {
        if (_json.Next() != JsonTokenType.String)
        {
            throw _json.Fault($"Invalid member in numeric match: {_json.Text}");
        }

        var comparison = _json.Text;
        _json.Next();
        if (comparison is not ("=" or "<" or "<=" or ">" or ">="))
        {
            throw _json.Fault($"Unrecognized numeric range operator: {comparison}");
        }

        var text = ReadNumber(comparison == "=" ? "equals" : comparison);
        if (_json.Next() == JsonTokenType.EndArray)
        {
            var number = Compared(text);
            var least = -(long)(_dialect.NumberLimit * 1_000_000);
            return comparison switch
            {
                "=" => new(number, number),
                "<" => new(least, number - 1),
                "<=" => new(least, number),
                ">" => new(number + 1, -least),
                _ => new(number, -least),
            };
        }

        return comparison is ">" or ">=" ? ReadTop(text, isOpen: comparison == ">") : throw _json.Fault(TooMany);
    }

    private ValuePattern.Numeric ReadTop(string bottom, bool isOpen)
    {
        if (_json.Token != JsonTokenType.String)
        {
            throw _json.Fault($"Bad value in numeric range: {_json.Text}");
        }

        var comparison = _json.Text;
        if (comparison is not ("<" or "<="))
        {
            throw _json.Fault($"Bad numeric range operator: {comparison}");
        }

        _json.Next();
        var top = ReadNumber(comparison);
        Expect(JsonTokenType.EndArray, "Too many terms in numeric range expression");
        var (lowest, highest) = (Compared(bottom), Compared(top));
        return lowest < highest
            ? new(isOpen ? lowest + 1 : lowest, comparison == "<" ? highest - 1 : highest)
            : throw _json.Fault("Bottom must be less than top");
    }

    private string ReadNumber(string what) => _json.Token == JsonTokenType.Number ? _json.Text : throw _json.Fault($"Value of {what} must be numeric");

    private long Compared(string number) =>
        PatternNumber.TryParse(number, _dialect.NumberLimit, out var millionths) ? millionths : throw _json.Fault(Beyond());

    private readonly string Beyond()
    {
        var limit = JavaDouble(_dialect.NumberLimit);
        return $"Value must be between -{limit} and {limit}, inclusive";
    }

    // As Java writes a large double.
    private static string JavaDouble(decimal number)
    {
        var exponent = 0;
        for (; number >= 10; exponent++)
        {
            number /= 10;
        }

        return Text.Invariant($"{number:0.0}E{exponent}");
    }
}
