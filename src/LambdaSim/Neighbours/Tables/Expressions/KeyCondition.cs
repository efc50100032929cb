using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>How a key is compared; AWS's names of KeyConditions.</summary>
internal enum KeyOperator : byte
{
    EQ,
    LT,
    LE,
    GT,
    GE,
    BETWEEN,
    BEGINS_WITH,

    /// <summary>One that KeyConditions could say but no index can answer.</summary>
    Other,
}

/// <summary>What is asked of one key.</summary>
/// <param name="Name">The attribute.</param>
/// <param name="Operator">How it is compared.</param>
/// <param name="Value">With what; the lower bound of BETWEEN.</param>
/// <param name="High">The upper bound of BETWEEN; null: another operator.</param>
internal sealed record KeyCondition(string Name, KeyOperator Operator, AttributeValue? Value, AttributeValue? High = null)
{
    /// <summary>Whether a key of the right type is meant.</summary>
    public bool Holds(AttributeValue key) => Operator switch
    {
        KeyOperator.EQ => key.CompareTo(Value!) == 0,
        KeyOperator.LT => key.CompareTo(Value!) < 0,
        KeyOperator.LE => key.CompareTo(Value!) <= 0,
        KeyOperator.GT => key.CompareTo(Value!) > 0,
        KeyOperator.GE => key.CompareTo(Value!) >= 0,
        KeyOperator.BETWEEN => key.CompareTo(Value!) >= 0 && key.CompareTo(High!) <= 0,
        _ => (key, Value) switch
        {
            (TextValue text, TextValue start) => text.Text.StartsWith(start.Text, StringComparison.Ordinal),
            (BytesValue bytes, BytesValue start) => bytes.Bytes.Span.StartsWith(start.Bytes.Span),
            _ => false,
        },
    };
}

/// <summary>A key of a table or index.</summary>
/// <param name="Name">The attribute.</param>
/// <param name="Kind">Its type.</param>
/// <param name="IsHash">Whether it is a part of the partition key.</param>
internal readonly record struct KeyElement(string Name, AttributeKind Kind, bool IsHash);

/// <summary>What a Query asks of a table's or index's keys (rule DDB-KEY-CONDITION).</summary>
/// <param name="Hash">The partition key, one value for each of its attributes.</param>
/// <param name="Equal">Range attributes with one value, from the first on.</param>
/// <param name="Range">What is asked of the next range attribute; null: nothing.</param>
internal sealed record KeyRange(IReadOnlyList<AttributeValue> Hash, IReadOnlyList<AttributeValue> Equal, KeyCondition? Range)
{
    private const int MostOfClassicKeys = 2;

    /// <summary>Puts conditions to the keys that are asked.</summary>
    /// <param name="conditions">At most one a key.</param>
    /// <param name="keys">Partition keys first.</param>
    /// <exception cref="TableValidationException">The keys cannot answer.</exception>
    public static KeyRange Of(IReadOnlyList<KeyCondition> conditions, IReadOnlyList<KeyElement> keys)
    {
        if (conditions.Count == 0 || conditions.Count > Math.Max(MostOfClassicKeys, keys.Count))
        {
            throw new TableValidationException("Conditions can be of length 1 or 2 only");
        }

        if (conditions.Count > keys.Count)
        {
            throw NotSupported();
        }

        List<AttributeValue> hash = [], equal = [];
        KeyCondition? range = null;
        var used = 0;
        foreach (var key in keys)
        {
            var condition = conditions.FirstOrDefault(c => c.Name == key.Name);
            if (condition is null)
            {
                if (key.IsHash || used < conditions.Count)
                {
                    throw new TableValidationException($"Query condition missed key schema element: {key.Name}");
                }

                break;
            }

            used++;
            Check(condition, key, range);
            if (condition.Operator != KeyOperator.EQ)
            {
                range = condition;
            }
            else
            {
                (key.IsHash ? hash : equal).Add(condition.Value!);
            }
        }

        return used == conditions.Count ? new KeyRange(hash, equal, range) : throw NotSupported();
    }

    private static void Check(KeyCondition condition, KeyElement key, KeyCondition? earlier)
    {
        if (condition.Operator == KeyOperator.Other)
        {
            throw new TableValidationException("Attempted conditional constraint is not an indexable operation");
        }

        if (condition.Value!.Kind != key.Kind)
        {
            throw TableValidationException.Invalid("Condition parameter type does not match schema type");
        }

        if ((key.IsHash && condition.Operator != KeyOperator.EQ) || earlier is not null)
        {
            throw NotSupported();
        }
    }

    private static TableValidationException NotSupported() => new("Query key condition not supported");
}
