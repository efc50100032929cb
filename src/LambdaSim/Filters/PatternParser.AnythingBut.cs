using System.Text.Json;

namespace LambdaSim.Filters;

/// <summary>anything-but: of values, or of one of four operators over texts (rule PAT-ANYTHING-BUT).</summary>
internal ref partial struct PatternParser
{
    private const string NoText = "prefix/suffix match pattern must be a string";

    private ValuePattern.AnythingBut ReadAnythingBut()
    {
        string? nested = null;
        if (_json.Next() == JsonTokenType.StartObject)
        {
            Expect(JsonTokenType.PropertyName, "Anything-But expression name not found");
            nested = _json.Text;
            if (nested is not "prefix" && !(_dialect.HasLaterOperators && nested is (IgnoringCase or "suffix" or "wildcard")))
            {
                throw _json.Fault($"Unsupported anything-but pattern: {nested}");
            }

            if (_json.Next() != JsonTokenType.String && !_dialect.HasLaterOperators)
            {
                throw _json.Fault("prefix match pattern must be a string");
            }
        }

        if (_json.Token is not (JsonTokenType.StartArray or JsonTokenType.String or JsonTokenType.Number))
        {
            throw _json.Fault("Value of anything-but must be an array or single string/number value.");
        }

        IReadOnlyList<ValuePattern> patterns = (_json.Token == JsonTokenType.StartArray, nested) switch
        {
            (true, null) => ReadPlainList(),
            (true, _) => ReadNestedList(nested),
            (false, null) => [Plain(isPlaced: false)],
            _ => [Nested(nested)],
        };
        Expect(JsonTokenType.EndObject, TooMany);
        if (nested is not null)
        {
            Expect(JsonTokenType.EndObject, TooMany);
        }

        return new ValuePattern.AnythingBut(patterns);
    }

    private List<ValuePattern> ReadPlainList()
    {
        List<ValuePattern> values = [];
        var (numbers, texts) = (false, false);
        while (NextInList() is var token && token != JsonTokenType.EndArray)
        {
            numbers |= token == JsonTokenType.Number;
            texts |= token == JsonTokenType.String;
            if (token is not (JsonTokenType.Number or JsonTokenType.String))
            {
                throw Twice(_json.Fault("Inside anything but list, start|null|boolean is not supported."));
            }

            values.Add(Plain(isPlaced: true));
        }

        return numbers != texts ? values : throw _json.Fault("Inside anything but list, either all values are number or string, mixed type is not supported");
    }

    private List<ValuePattern> ReadNestedList(string nested)
    {
        List<ValuePattern> patterns = [];
        while (NextInList() is var token && token != JsonTokenType.EndArray)
        {
            try
            {
                patterns.Add(Nested(nested));
            }
            catch (PatternException e)
            {
                throw Twice(e);
            }
        }

        return patterns;
    }

    private JsonTokenType NextInList()
    {
        try
        {
            return _json.Next();
        }
        catch (PatternException e)
        {
            throw Twice(e);
        }
    }

    // What is wrong within a list is told with its place, and the list tells that again with its own.
    private readonly PatternException Twice(PatternException fault) => _json.Fault(fault.Message);

    private ValuePattern Plain(bool isPlaced)
    {
        if (_json.Token == JsonTokenType.String)
        {
            return new ValuePattern.TextEquals(_json.Text);
        }

        return PatternNumber.TryParse(_json.Text, _dialect.NumberLimit, out var number) ? new ValuePattern.Numeric(number, number)
            : throw (isPlaced ? _json.Fault(Beyond()) : new PatternException(Beyond()));
    }

    private ValuePattern Nested(string nested)
    {
        if (_json.Token != JsonTokenType.String)
        {
            throw _json.Fault(nested switch
            {
                IgnoringCase => "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.",
                "wildcard" => "wildcard match pattern must be a string",
                _ => NoText,
            });
        }

        if (nested is "prefix" or "suffix" && _json.Text.Length == 0)
        {
            throw _json.Fault("Null prefix/suffix not allowed");
        }

        return nested switch
        {
            "prefix" => new ValuePattern.Prefix(_json.Text),
            "suffix" => new ValuePattern.Suffix(_json.Text),
            "wildcard" => new ValuePattern.Like(WildcardHere()),
            _ => new ValuePattern.IgnoreCase(_json.Text),
        };
    }
}
