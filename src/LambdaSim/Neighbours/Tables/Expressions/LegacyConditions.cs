using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>Expected, QueryFilter, ScanFilter and KeyConditions: conditions of the time before expressions, as conditions (rule DDB-LEGACY).</summary>
internal static class LegacyConditions
{
    /// <summary>Of QueryFilter or ScanFilter.</summary>
    /// <param name="filter">Attributes with their operators.</param>
    /// <param name="conditionalOperator">AND, OR, or none, which is AND.</param>
    /// <exception cref="TableValidationException">One is wrong.</exception>
    public static Condition Filter(JsonObject filter, string? conditionalOperator) =>
        Joined([.. filter.Select(static f => OfFilter(f.Key, f.Value!.AsObject()))], conditionalOperator);

    /// <summary>Of Expected.</summary>
    /// <param name="expected">Attributes with what is expected of them.</param>
    /// <param name="conditionalOperator">AND, OR, or none, which is AND.</param>
    /// <exception cref="TableValidationException">One is wrong.</exception>
    public static Condition Expected(JsonObject expected, string? conditionalOperator) =>
        Joined([.. expected.Select(static e => OfExpected(e.Key, e.Value!.AsObject()))], conditionalOperator);

    /// <summary>Of KeyConditions.</summary>
    /// <exception cref="TableValidationException">One is wrong.</exception>
    public static IReadOnlyList<KeyCondition> Keys(JsonObject conditions)
    {
        List<KeyCondition> keys = [];
        foreach (var (name, condition) in conditions)
        {
            var (sign, values) = Read(condition!.AsObject());
            Check(sign, values, isTyped: true);
            var @operator = Enum.TryParse<KeyOperator>(sign, out var known) ? known : KeyOperator.Other;
            keys.Add(new KeyCondition(name, @operator, values.ElementAtOrDefault(0), values.ElementAtOrDefault(1)));
        }

        return keys;
    }

    private static Condition Joined(Condition[] parts, string? conditionalOperator) =>
        parts.Length == 1 ? parts[0] : conditionalOperator == "OR" && parts.Length > 0 ? new AnyOf(parts) : new AllOf(parts);

    private static Condition OfFilter(string name, JsonObject filter)
    {
        var (sign, values) = Read(filter);
        Check(sign, values, isTyped: true);
        return Make(name, sign, values);
    }

    private static (string Sign, AttributeValue[] Values) Read(JsonObject condition) =>
        (Text(condition["ComparisonOperator"])!, [.. (condition["AttributeValueList"]?.AsArray() ?? []).Select(ValueReader.Value)]);

    private static Condition OfExpected(string name, JsonObject expected)
    {
        var (value, list, sign) = (expected["Value"], expected["AttributeValueList"]?.AsArray(), Text(expected["ComparisonOperator"]));
        var exists = expected["Exists"]?.GetValue<bool>();
        var fault = value is not null && list is not null ? "Value and AttributeValueList cannot be used together"
            : exists is not null && sign is not null ? "Exists and ComparisonOperator cannot be used together"
            : sign is not (null or "NULL" or "NOT_NULL") && value is null && list is null ? $"Value or AttributeValueList must be used with ComparisonOperator: {sign}"
            : sign is not null ? null
            : list is not null ? "AttributeValueList can only be used with a ComparisonOperator"
            : value is null && exists != false ? $"Value must be provided when Exists is {(exists is null ? "null" : "true")}"
            : value is not null && exists == false ? "Value cannot be used when Exists is false"
            : null;
        if (fault is not null)
        {
            throw TableValidationException.Invalid($"{fault} for Attribute: {name}");
        }

        if (sign is null)
        {
            return value is null ? new Exists(At(name), isExpected: false) : Make(name, "EQ", [ValueReader.Value(value)]);
        }

        AttributeValue[] values = value is not null ? [ValueReader.Value(value)] : [.. (list ?? []).Select(ValueReader.Value)];
        Check(sign, values, isTyped: false);
        return Make(name, sign, values);
    }

    // Types are those of filters and keys: Expected takes any.
    private static void Check(string sign, AttributeValue[] values, bool isTyped)
    {
        var isFitting = sign switch
        {
            "NULL" or "NOT_NULL" => values.Length == 0,
            "BETWEEN" => values.Length == 2,
            "IN" => values.Length > 0,
            _ => values.Length == 1,
        };
        if (!isFitting)
        {
            throw TableValidationException.Invalid($"Invalid number of argument(s) for the {sign} ComparisonOperator");
        }

        if (Array.Exists(values, v => v.Kind != values[0].Kind))
        {
            throw TableValidationException.Invalid("AttributeValues inside AttributeValueList must be of same type");
        }

        if (isTyped && values.Length > 0)
        {
            KeyOperators.CheckType(sign, values[0]);
        }

        if (sign == "BETWEEN" && values[0].CompareTo(values[1]) > 0)
        {
            throw new TableValidationException("The BETWEEN condition was provided a range where the lower bound is greater than the upper bound");
        }
    }

    private static Condition Make(string name, string sign, AttributeValue[] values)
    {
        var at = At(name);
        Operand[] others = Array.ConvertAll(values, static v => (Operand)new ConstantOperand(v));
        return sign switch
        {
            "NULL" => new Exists(at, isExpected: false),
            "NOT_NULL" => new Exists(at, isExpected: true),
            "IN" => new OneOf(at, others),
            "BETWEEN" => new Between(at, others[0], others[1]),
            "BEGINS_WITH" => new BeginsWith(at, others[0]),
            "CONTAINS" => new Contains(at, others[0]),
            "NOT_CONTAINS" => new NotSo(new Contains(at, others[0])),
            "NE" => new Comparison(ComparisonSign.NotEqual, at, others[0]),
            "LT" => new Comparison(ComparisonSign.Less, at, others[0]),
            "LE" => new Comparison(ComparisonSign.LessOrEqual, at, others[0]),
            "GT" => new Comparison(ComparisonSign.Greater, at, others[0]),
            "GE" => new Comparison(ComparisonSign.GreaterOrEqual, at, others[0]),
            _ => new Comparison(ComparisonSign.Equal, at, others[0]),
        };
    }

    private static PathOperand At(string name) => new(DocumentPath.Of(name));

    private static string? Text(JsonNode? node) => node?.GetValue<string>();
}
