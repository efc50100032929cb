using System.Text.Json.Nodes;

namespace LambdaSim.Neighbours.Tables.Values;

/// <summary>Reads values from the codec's documents and refuses those that DynamoDB refuses, in its order and words (rule DDB-VALUE).</summary>
internal static class ValueReader
{
    private const string Empty = "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
    private const string Several = "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes";
    private const int LastRank = 3;

    private const string TooDeep = "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit";

    /// <exception cref="TableValidationException">It is none.</exception>
    public static Item Item(JsonObject document) => Members(document, 0);

    /// <exception cref="TableValidationException">It is none.</exception>
    public static AttributeValue Value(JsonNode? document) => Value(document as JsonObject ?? [], 0);

    /// <summary>What an item is refused for that would be nested too deep.</summary>
    public static TableValidationException NestedTooDeep() => new(TooDeep);

    private static Item Members(JsonObject document, int depth)
    {
        var names = new string[document.Count];
        var values = new AttributeValue[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            (names[i], var value) = document.GetAt(i);
            values[i] = Value(value as JsonObject ?? [], depth);
        }

        return new Item(names, values);
    }

    // Each content is looked at before their number is, and numbers before all else.
    private static AttributeValue Value(JsonObject document, int depth)
    {
        if (document.Count == 1)
        {
            var (type, content) = document.GetAt(0);
            return Content(type, content, depth);
        }

        AttributeValue? found = null;
        for (var rank = 0; rank <= LastRank; rank++)
        {
            foreach (var (type, content) in document)
            {
                found = rank == RankOf(type, content) ? Content(type, content, depth) : found;
            }
        }

        throw new TableValidationException(found is null ? Empty : Several);
    }

    private static int RankOf(string type, JsonNode? content) => type switch
    {
        "N" => 0,
        "NS" when content is JsonArray { Count: > 0 } => 0,
        "NULL" => 1,
        "L" or "M" => LastRank,
        _ => 2,
    };

    private static AttributeValue Content(string type, JsonNode? content, int depth)
    {
        switch (type)
        {
            case "S":
                return new TextValue(Text(content));
            case "N":
                return new NumberValue(Number(Text(content)));
            case "B":
                return new BytesValue(Convert.FromBase64String(Text(content)));
            case "BOOL":
                return AttributeValue.Of(content!.GetValue<bool>());
            case "NULL":
                return content!.GetValue<bool>() ? AttributeValue.Null : throw TableValidationException.Invalid("Null attribute value types must have the value of true");
            case "SS":
                return TextSet(Array(content));
            case "NS":
                return NumberSet(Array(content));
            case "BS":
                return BytesSet(Array(content));
        }

        if (depth == Values.Item.MaxDepth)
        {
            throw NestedTooDeep();
        }

        if (type == "M")
        {
            return new MapValue(Members((JsonObject)content!, depth + 1));
        }

        var list = Array(content);
        var items = new AttributeValue[list.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Value(list[i] as JsonObject ?? [], depth + 1);
        }

        return new ListValue(items);
    }

    private static TextSet TextSet(JsonArray texts)
    {
        var elements = Texts(texts, "An string set  may not be empty");
        return SetValue<string>.Sort(elements, Utf8Order.Instance) ? new TextSet(elements)
            : throw TableValidationException.Invalid($"Input collection [{Joined(texts)}] contains duplicates.");
    }

    private static NumberSet NumberSet(JsonArray texts)
    {
        var elements = System.Array.ConvertAll(Texts(texts, "An number set  may not be empty"), Number);
        return SetValue<TableNumber>.Sort(elements, Comparer<TableNumber>.Default) ? new NumberSet(elements)
            : throw new TableValidationException("Input collection contains duplicates");
    }

    private static BytesSet BytesSet(JsonArray texts)
    {
        var elements = System.Array.ConvertAll(Texts(texts, "Binary sets should not be empty"), Convert.FromBase64String);
        return SetValue<byte[]>.Sort(elements, Values.BytesSet.ByteOrder) ? new BytesSet(elements)
            : throw TableValidationException.Invalid($"Input collection [{Joined(texts)}]of type BS contains duplicates.");
    }

    private static string[] Texts(JsonArray texts, string whenEmpty)
    {
        var found = new string[texts.Count];
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = Text(texts[i]);
        }

        return found.Length > 0 ? found : throw TableValidationException.Invalid(whenEmpty);
    }

    private static TableNumber Number(string text) => NumberText.Read(text, out var number) is { } fault ? throw fault.Exception(text) : number;

    private static string Joined(JsonArray texts) => string.Join(", ", texts.Select(Text));

    private static string Text(JsonNode? content) => content!.GetValue<string>();

    private static JsonArray Array(JsonNode? content) => (JsonArray)content!;
}
