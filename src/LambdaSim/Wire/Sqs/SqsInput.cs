using System.Text.Json.Nodes;
using LambdaSim.Neighbours;
using LambdaSim.Neighbours.Queues;

namespace LambdaSim.Wire.Sqs;

/// <summary>The members of a request, whichever protocol brought them.</summary>
internal sealed class SqsInput(JsonObject members)
{
    public string? Text(string name) => members[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw Wrong(name, "a string"),
    };

    public int? Number(string name) => members[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<int>(out var number) => number,
        _ => throw Wrong(name, "a whole number"),
    };

    public IReadOnlyList<string> Texts(string name) => members[name] switch
    {
        null => [],
        JsonArray array => [.. array.Select(i => i is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw Wrong(name, "a list of strings"))],
        _ => throw Wrong(name, "a list of strings"),
    };

    public IReadOnlyDictionary<string, string> Map(string name)
    {
        var map = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in Object(name))
        {
            map[key] = value is JsonValue v && v.TryGetValue<string>(out var text) ? text : throw Wrong(name, "a map of strings");
        }

        return map;
    }

    /// <summary>Attributes of a message.</summary>
    public IReadOnlyDictionary<string, MessageAttribute> Attributes(string name)
    {
        var map = new SortedDictionary<string, MessageAttribute>(StringComparer.Ordinal);
        foreach (var (key, value) in Object(name))
        {
            var attribute = new SqsInput(value as JsonObject ?? throw Wrong(name, "a map of attributes"));
            if (attribute.Has("StringListValues") || attribute.Has("BinaryListValues"))
            {
                throw QueueServiceException.Unsupported($"Message attribute '{key}': list values are not supported.");
            }

            map[key] = new MessageAttribute(attribute.Text("DataType") ?? "", attribute.Text("StringValue") ?? attribute.Text("BinaryValue") ?? "");
        }

        return map;
    }

    public IReadOnlyList<SqsInput> Entries() => members["Entries"] switch
    {
        null => [],
        JsonArray array => [.. array.Select(i => new SqsInput(i as JsonObject ?? throw Wrong("Entries", "a list of structures")))],
        _ => throw Wrong("Entries", "a list of structures"),
    };

    private bool Has(string name) => members[name] is JsonArray { Count: > 0 };

    private JsonObject Object(string name) => members[name] switch
    {
        null => [],
        JsonObject o => o,
        _ => throw Wrong(name, "a map"),
    };

    private static QueueServiceException Wrong(string name, string what) => QueueServiceException.Malformed("SerializationException", $"{name} must be {what}.");
}
