using System.Globalization;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables;

/// <summary>Items as plain JSON: texts, numbers, true and false, null, lists and maps. Sets come back as lists, bytes as base64 (rule DDB-PLAIN).</summary>
internal static class PlainValues
{
    /// <exception cref="AwsServiceException">DynamoDB has no such value.</exception>
    public static Item Item(JsonObject members)
    {
        var names = new string[members.Count];
        var values = new AttributeValue[names.Length];
        var i = 0;
        foreach (var (name, value) in members)
        {
            names[i] = name;
            values[i++] = Value(value);
        }

        var item = new Item(names, values);
        return item.Depth <= Values.Item.MaxDepth ? item : throw ValueReader.NestedTooDeep();
    }

    /// <exception cref="AwsServiceException">DynamoDB has no such value.</exception>
    public static AttributeValue Value(JsonNode? node) => node switch
    {
        null => AttributeValue.Null,
        JsonObject members => new MapValue(Item(members)),
        JsonArray items => new ListValue([.. items.Select(Value)]),
        JsonValue text when text.TryGetValue<string>(out var content) => AttributeValue.Of(content),
        JsonValue flag when flag.TryGetValue<bool>(out var said) => AttributeValue.Of(said),
        _ => Number(node.ToJsonString()),
    };

    /// <summary>A key as C# has it: a text, a number or bytes.</summary>
    /// <exception cref="ArgumentException">It is of another type.</exception>
    public static AttributeValue Key(object key) => key switch
    {
        string text => AttributeValue.Of(text),
        byte[] bytes => AttributeValue.Of(bytes),
        int or long or short or byte or uint or ulong or decimal or double or float => Number(Convert.ToString(key, CultureInfo.InvariantCulture)!),
        _ => throw new ArgumentException($"a key is a text, a number or bytes, and not {key.GetType().Name}", nameof(key)),
    };

    public static JsonObject Plain(Item item)
    {
        var members = new JsonObject();
        for (var i = 0; i < item.Count; i++)
        {
            members.Add(item.Names[i], Plain(item.Values[i]));
        }

        return members;
    }

    private static JsonNode? Plain(AttributeValue value) => value switch
    {
        TextValue text => JsonValue.Create(text.Text),
        NumberValue number => JsonNode.Parse(number.Number.ToString()),
        BytesValue bytes => JsonValue.Create(Convert.ToBase64String(bytes.Bytes.Span)),
        BoolValue flag => JsonValue.Create(flag.Flag),
        ListValue list => new JsonArray([.. list.Items.ToArray().Select(Plain)]),
        MapValue map => Plain(map.Members),
        TextSet set => new JsonArray([.. set.Elements.ToArray().Select(static e => (JsonNode)e)]),
        NumberSet set => new JsonArray([.. set.Elements.ToArray().Select(static e => JsonNode.Parse(e.ToString()))]),
        BytesSet set => new JsonArray([.. set.Elements.ToArray().Select(static e => (JsonNode)Convert.ToBase64String(e))]),
        _ => null,
    };

    public static AttributeValue Number(string text) => NumberText.Read(text, out var number) is { } fault ? throw fault.Exception(text) : AttributeValue.Of(number);
}
