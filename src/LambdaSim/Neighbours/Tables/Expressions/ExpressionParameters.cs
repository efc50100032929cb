using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>Names and values that a request's expressions refer to; each must be used (rule DDB-TOKENS).</summary>
internal sealed class ExpressionParameters
{
    public const string Names = "ExpressionAttributeNames", Values = "ExpressionAttributeValues";

    private const int MaxToken = 255;
    private const int MaxTogether = 2 * 1024 * 1024;

    private readonly TokenMap<string> _names;
    private readonly TokenMap<AttributeValue> _values;

    private ExpressionParameters(TokenMap<string> names, TokenMap<AttributeValue> values) => (_names, _values) = (names, values);

    /// <summary>None, for expressions without tokens.</summary>
    public static ExpressionParameters None { get; } = new(TokenMap<string>.Empty, TokenMap<AttributeValue>.Empty);

    /// <summary>Reads both maps: first all names, then the keys of values, then the values.</summary>
    /// <exception cref="TableValidationException">One is wrong.</exception>
    public static ExpressionParameters Read(JsonObject? names, JsonObject? values)
    {
        if (names is null && values is null)
        {
            return None;
        }

        Check(names, Names, '#');
        Check(values, Values, ':');
        var read = new ExpressionParameters(
            TokenMap<string>.Of(names, static (_, name) => name!.GetValue<string>()),
            TokenMap<AttributeValue>.Of(values, static (token, value) => Value(token, value)));
        return read.Size() <= MaxTogether ? read
            : throw new TableValidationException("Expression attribute names and values have exceeded the maximum allowed size; maximum size: 2097152");
    }

    /// <summary>Of tokens that keep to their form; takes the arrays over.</summary>
    public static ExpressionParameters Of((string Token, string Name)[] names, (string Token, AttributeValue Value)[] values) =>
        names.Length == 0 && values.Length == 0 ? None : new(TokenMap<string>.Of(names), TokenMap<AttributeValue>.Of(values));

    /// <summary>The attribute that a # stands for; null: it is not defined.</summary>
    public string? Name(string token) => _names.Use(token);

    /// <summary>The value that a : stands for; null: it is not defined.</summary>
    public AttributeValue? Value(string token) => _values.Use(token);

    /// <exception cref="TableValidationException">No expression has asked for one of them.</exception>
    public void RefuseUnused()
    {
        Refuse(_names.Unused(), Names);
        Refuse(_values.Unused(), Values);
    }

    private static void Refuse(IReadOnlyCollection<string> unused, string map)
    {
        if (unused.Count > 0)
        {
            throw new TableValidationException($"Value provided in {map} unused in expressions: keys: {{{string.Join(", ", unused)}}}");
        }
    }

    private static AttributeValue Value(string token, JsonNode? value)
    {
        try
        {
            return ValueReader.Value(value);
        }
        catch (TableValidationException e)
        {
            throw new TableValidationException($"{Values} contains invalid value: {e.Message} for key {token}");
        }
    }

    private static void Check(JsonObject? map, string name, char sign)
    {
        if (map is null)
        {
            return;
        }

        if (map.Count == 0)
        {
            throw new TableValidationException($"{name} must not be empty");
        }

        for (var i = 0; i < map.Count; i++)
        {
            var token = map.GetAt(i).Key;
            if (token.Length < 2 || token[0] != sign || !Tokenizer.IsWord(token.AsSpan(1)))
            {
                throw new TableValidationException($"{name} contains invalid key: Syntax error; key: \"{token}\"");
            }

            if (token.Length > MaxToken)
            {
                throw new TableValidationException($"{name} contains invalid key: The key has exceeded the maximum length of 255 bytes; key: \"{token}\"");
            }
        }
    }

    private long Size()
    {
        var size = 0L;
        foreach (var (token, name) in _names.Entries)
        {
            size += token.Length + Utf8Order.LengthOf(name);
        }

        foreach (var (token, value) in _values.Entries)
        {
            size += token.Length + value.Size;
        }

        return size;
    }
}
