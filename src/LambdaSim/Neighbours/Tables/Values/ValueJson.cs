using System.Text.Json.Nodes;

namespace LambdaSim.Neighbours.Tables.Values;

/// <summary>Values as the codec's documents have them: an object with the type as its one member; bytes are base64, numbers texts.</summary>
internal static class ValueJson
{
    public static JsonObject Write(Item item)
    {
        var members = new JsonObject();
        for (var i = 0; i < item.Count; i++)
        {
            members.Add(item.Names[i], Write(item.Values[i]));
        }

        return members;
    }

    public static JsonObject Write(AttributeValue value) => new() { [NameOf(value.Kind)] = Content(value) };

    public static string NameOf(AttributeKind kind) => kind switch
    {
        AttributeKind.S => "S",
        AttributeKind.N => "N",
        AttributeKind.B => "B",
        AttributeKind.BOOL => "BOOL",
        AttributeKind.NULL => "NULL",
        AttributeKind.SS => "SS",
        AttributeKind.NS => "NS",
        AttributeKind.BS => "BS",
        AttributeKind.L => "L",
        _ => "M",
    };

    private static JsonNode Content(AttributeValue value) => value switch
    {
        TextValue text => JsonValue.Create(text.Text),
        NumberValue number => JsonValue.Create(number.Number.ToString()),
        BytesValue bytes => JsonValue.Create(Convert.ToBase64String(bytes.Bytes.Span)),
        BoolValue flag => JsonValue.Create(flag.Flag),
        TextSet set => Array(set.Elements, static e => e),
        NumberSet set => Array(set.Elements, static e => e.ToString()),
        BytesSet set => Array(set.Elements, static e => Convert.ToBase64String(e)),
        ListValue list => List(list),
        MapValue map => Write(map.Members),
        _ => JsonValue.Create(true),
    };

    private static JsonArray Array<T>(ReadOnlySpan<T> elements, Func<T, string> text)
    {
        var array = new JsonArray();
        foreach (var element in elements)
        {
            array.Add((JsonNode?)JsonValue.Create(text(element)));
        }

        return array;
    }

    private static JsonArray List(ListValue list)
    {
        var array = new JsonArray();
        foreach (var item in list.Items)
        {
            array.Add((JsonNode?)Write(item));
        }

        return array;
    }
}
