using System.Text.Json;
using LambdaSim.Configuration;

namespace LambdaSim.Filters;

/// <summary>Reads a pattern in the order in which AWS's matcher does, so that of several faults the same one is told (rule PAT-TEXTS).</summary>
internal ref partial struct PatternParser
{
    private const string Or = "$or";

    // What cannot be the name of a field within $or, some for the future.
    private static readonly string[] _reserved =
    [
        "exactly", "equals-ignore-case", "prefix", "suffix", "anything-but", "exists", "wildcard", "numeric", "cidr", "=", "<", "<=", ">", ">=",
        "regex", "not-wildcard", "not-equals-ignore-case", "date-after", "date-on-or-after", "date-before", "date-on-or-before", "in-date-range",
        "ip-address-in-range", "ip-address-not-in-range",
    ];

    private readonly PatternDialect _dialect;
    private PatternReader _json;

    private PatternParser(string pattern, PatternDialect dialect)
    {
        _dialect = dialect;
        _json = new PatternReader(pattern);
    }

    /// <summary>The combinations of a pattern: of each, which fields must have which values.</summary>
    /// <exception cref="PatternException">It is none.</exception>
    public static IReadOnlyList<SortedDictionary<string, IReadOnlyList<ValuePattern>>> Parse(string pattern, PatternDialect dialect)
    {
        var parser = new PatternParser(pattern, dialect);
        List<SortedDictionary<string, IReadOnlyList<ValuePattern>>> combinations = [];
        if (parser._json.Next() != JsonTokenType.StartObject)
        {
            throw parser._json.Fault("Filter is not an object");
        }

        parser.ReadObject(combinations, "", isWithinOr: false);
        return !dialect.IsWholeText || parser._json.Next() == JsonTokenType.None ? combinations : throw parser._json.Fault("Something stands behind the filter");
    }

    private void ReadObject(List<SortedDictionary<string, IReadOnlyList<ValuePattern>>> combinations, string path, bool isWithinOr)
    {
        var isEmpty = true;
        while (_json.Next() != JsonTokenType.EndObject)
        {
            isEmpty = false;
            var name = _json.Text;
            if (name == Or)
            {
                ReadOr(combinations, path);
                continue;
            }

            if (isWithinOr && _reserved.Contains(name, StringComparer.Ordinal))
            {
                throw _json.Fault($"{name} is Ruler reserved fieldName which cannot be used inside {Or}.");
            }

            switch (_json.Next())
            {
                case JsonTokenType.StartObject:
                    ReadObject(combinations, $"{path}{name}.", isWithinOr);
                    break;
                case JsonTokenType.StartArray:
                    ReadValues(combinations, path + name);
                    break;
                default:
                    throw _json.Fault($"\"{name}\" must be an object or an array");
            }
        }

        if (isEmpty)
        {
            throw _json.Fault("Empty objects are not allowed");
        }
    }

    // Each alternative goes on from all that was said before it.
    private void ReadOr(List<SortedDictionary<string, IReadOnlyList<ValuePattern>>> combinations, string path)
    {
        SortedDictionary<string, IReadOnlyList<ValuePattern>>[] before = combinations.Count == 0 ? [Nothing()] : [.. combinations];
        combinations.Clear();
        if (_json.Next() != JsonTokenType.StartArray)
        {
            throw _json.Fault($"It must be an Array followed with {Or}.");
        }

        var alternatives = 0;
        for (; _json.Next() is var token && token != JsonTokenType.EndArray; alternatives++)
        {
            if (token != JsonTokenType.StartObject)
            {
                throw _json.Fault($"Only JSON object is allowed in array of {Or} relationship.");
            }

            List<SortedDictionary<string, IReadOnlyList<ValuePattern>>> alternative = [.. before.Select(static c => new SortedDictionary<string, IReadOnlyList<ValuePattern>>(c, StringComparer.Ordinal))];
            ReadObject(alternative, path, isWithinOr: true);
            combinations.AddRange(alternative);
            if (combinations.Count > _dialect.MaxCombinations)
            {
                throw new PatternException(Text.Invariant($"Rule has more than {_dialect.MaxCombinations} combinations of {Or}"));
            }
        }

        if (alternatives < 2)
        {
            throw _json.Fault($"There must have at least 2 Objects in {Or} relationship.");
        }
    }

    private void ReadValues(List<SortedDictionary<string, IReadOnlyList<ValuePattern>>> combinations, string path)
    {
        List<ValuePattern> values = [];
        while (_json.Next() is var token && token != JsonTokenType.EndArray)
        {
            switch (token)
            {
                case JsonTokenType.StartObject:
                    values.Add(ReadOperator());
                    break;
                case JsonTokenType.String:
                    values.Add(IpRange.OfAddress(_json.Text) is { } address ? new ValuePattern.Address(address) : new ValuePattern.TextEquals(_json.Text));
                    break;
                case JsonTokenType.Number:
                    if (PatternNumber.TryParse(_json.Text, _dialect.NumberLimit, out var number))
                    {
                        values.Add(new ValuePattern.Numeric(number, number));
                    }

                    values.Add(new ValuePattern.LiteralEquals(_json.Text));
                    break;
                case JsonTokenType.Null or JsonTokenType.True or JsonTokenType.False:
                    values.Add(new ValuePattern.LiteralEquals(_json.Text));
                    break;
                default:
                    throw _json.Fault("Match value must be String, number, true, false, or null");
            }
        }

        if (values.Count == 0)
        {
            throw _json.Fault("Empty arrays are not allowed");
        }

        if (combinations.Count == 0)
        {
            combinations.Add(Nothing());
        }

        foreach (var combination in combinations)
        {
            combination[path] = values;
        }
    }

    private static SortedDictionary<string, IReadOnlyList<ValuePattern>> Nothing() => new(StringComparer.Ordinal);
}
