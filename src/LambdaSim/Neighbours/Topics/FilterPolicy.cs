using System.Text;
using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Filters;

namespace LambdaSim.Neighbours.Topics;

/// <summary>Which messages a subscription wants, by their attributes or by what they say (rules SNS-FILTER-ATTRIBUTES, SNS-FILTER-BODY).</summary>
internal sealed class FilterPolicy
{
    private const string Or = "$or";
    private const int MaxDepth = 64, MaxValues = 100_000, MostKeys = 5, MostCombinations = 150, MaxBytes = 262_144;

    private readonly bool _ofBody;
    private readonly EventPattern? _pattern;

    private FilterPolicy(string text, string compact, bool ofBody, EventPattern? pattern) => (Text, Compact, _ofBody, _pattern) = (text, compact, ofBody, pattern);

    /// <summary>As it was given.</summary>
    public string Text { get; }

    /// <summary>Without blanks.</summary>
    public string Compact { get; }

    /// <summary>Null: the text is empty, and everything passes.</summary>
    /// <exception cref="TopicServiceException">It is no policy, or has too much in it (rule SNS-FILTER-LIMITS).</exception>
    public static FilterPolicy? Read(string text, bool ofBody, string prefix)
    {
        if (text.Length == 0)
        {
            return null;
        }

        var utf8 = Encoding.UTF8.GetBytes(text);
        if (JsonWords.ProblemOf(utf8, MaxDepth, MaxValues) is { } problem)
        {
            throw Bad($"failed to parse JSON. {problem}", prefix);
        }

        if (utf8.Length > MaxBytes)
        {
            throw Bad("Filter policy is too large", prefix);
        }

        using var document = JsonDocument.Parse(utf8);
        var policy = document.RootElement;
        var compact = Encoding.UTF8.GetString(JsonLine.Bytes(policy.WriteTo));
        if (policy.ValueKind == JsonValueKind.Object && !policy.EnumerateObject().Any())
        {
            return new FilterPolicy(text, compact, ofBody, null);
        }

        var pattern = Parse(compact, prefix);
        CheckLimits(policy, ofBody, prefix);
        return new FilterPolicy(text, compact, ofBody, pattern);
    }

    public bool Lets(TopicMessage message, string protocol) => _pattern is null || (_ofBody ? LetsBody(message.Said.For(protocol)) : _pattern.Matches(Attributes(message.Attributes)));

    private static EventPattern Parse(string compact, string prefix)
    {
        try
        {
            return EventPattern.Parse(compact, PatternDialect.Topic);
        }
        catch (PatternException e)
        {
            throw Bad(e.Message, prefix);
        }
    }

    // What is no JSON object passes no policy.
    private bool LetsBody(string body)
    {
        var utf8 = Encoding.UTF8.GetBytes(body);
        return JsonText.ProblemOf(utf8, values: MaxValues) is null && JsonText.IsObject(utf8) && _pattern!.Matches(utf8);
    }

    // Attributes as an event, of which the matcher knows how to ask: bytes are none, a list is one of values.
    private static byte[] Attributes(IReadOnlyDictionary<string, MessageAttribute> attributes) => JsonLine.Bytes(json =>
    {
        json.WriteStartObject();
        foreach (var (name, attribute) in attributes.Where(static a => !a.Value.IsBinary))
        {
            json.WritePropertyName(name);
            if (attribute.DataType == "String.Array")
            {
                WriteList(json, attribute.Value);
            }
            else if (attribute.DataType.Split('.')[0] == "Number")
            {
                WriteNumber(json, attribute.Value);
            }
            else
            {
                json.WriteStringValue(attribute.Value);
            }
        }

        json.WriteEndObject();
    });

    // An empty list is as no attribute.
    private static void WriteList(Utf8JsonWriter json, string value)
    {
        var utf8 = Encoding.UTF8.GetBytes(value);
        var isList = JsonText.ProblemOf(utf8, MaxDepth, MaxValues) is null && utf8.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'[', ..];
        json.WriteRawValue(isList ? utf8 : "[]"u8);
    }

    // Numbers of attributes may be written as JSON does not: with a plus, with zeros or a point in front.
    private static void WriteNumber(Utf8JsonWriter json, string value)
    {
        if (decimal.TryParse(value, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number))
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteNumberValue(double.Parse(value, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static void CheckLimits(JsonElement policy, bool ofBody, string prefix)
    {
        if (policy.EnumerateObject().Select(static p => p.Name).Distinct(StringComparer.Ordinal).Count() > MostKeys)
        {
            throw Bad("Filter policy can not have more than 5 keys", prefix);
        }

        if (!ofBody && IsNested(policy))
        {
            throw Bad("Filter policy scope MessageAttributes does not support nested filter policy", prefix);
        }

        if (Combinations(policy, 1) > MostCombinations)
        {
            throw Bad("Filter policy is too complex", prefix);
        }
    }

    private static bool IsNested(JsonElement policy) => policy.EnumerateObject().Any(static p =>
        p.Value.ValueKind == JsonValueKind.Object || (p.Name == Or && p.Value.EnumerateArray().Any(IsNested)));

    // Values of each key, times the key's depth, all multiplied; what an $or has, added.
    private static double Combinations(JsonElement policy, int depth)
    {
        var all = 1.0;
        foreach (var part in policy.EnumerateObject())
        {
            all *= part.Value.ValueKind == JsonValueKind.Object ? Combinations(part.Value, depth + 1)
                : part.Name == Or ? part.Value.EnumerateArray().Sum(o => Combinations(o, depth))
                : part.Value.GetArrayLength() * (double)depth;
        }

        return all;
    }

    private static TopicServiceException Bad(string problem, string prefix) => TopicServiceException.InvalidParameter($"{prefix}{SubscriptionAttributes.Filter}: {problem}");
}
