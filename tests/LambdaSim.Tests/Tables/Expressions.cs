using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables.Expressions;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Tests.Tables;

/// <summary>Requests with expressions, written as JSON, over items written as JSON.</summary>
internal static class Expressions
{
    /// <summary>Values that tests ask for by the first letter of their type.</summary>
    private const string Values = """
        {":s":{"S":"x"},":n":{"N":"1"},":m":{"N":"2"},":l":{"L":[]},":e":{"M":{}},":t":{"SS":["x"]},":u":{"NS":["1"]},":b":{"B":"eA=="},":o":{"BOOL":true},":z":{"NULL":true},":ty":{"S":"S"}}
        """;

    public static Item Item(string json) => ValueReader.Item(JsonNode.Parse(json)!.AsObject());

    public static string Text(Item item) => ValueJson.Write(item).ToJsonString();

    public static bool Holds(string condition, string item, string? names = null) =>
        Read(ExpressionUse.Write, "ConditionExpression", condition, names).Condition!.Condition.Holds(Item(item));

    public static Update Update(string update, string? names = null) => Read(ExpressionUse.Update, "UpdateExpression", update, names).Update!;

    public static Item Project(string projection, string item, string? names = null) =>
        Read(ExpressionUse.Get, "ProjectionExpression", projection, names).Projection!.Of(Item(item));

    public static KeyRange Keys(string keys, params KeyElement[] schema) => KeyRange.Of(Read(ExpressionUse.Query, "KeyConditionExpression", keys, null).Keys!, schema);

    /// <summary>The refusal of a parameter; null: it is accepted.</summary>
    public static string? Refusal(ExpressionKind kind, string text) =>
        Record.Exception(() => Read(kind == ExpressionKind.UpdateExpression ? ExpressionUse.Update : kind == ExpressionKind.ConditionExpression ? ExpressionUse.Write : ExpressionUse.Query, kind.ToString(), text, null))?.Message;

    public static ExpressionRequest Read(ExpressionUse use, string request)
    {
        var document = JsonNode.Parse(request)!.AsObject();
        use.Check(document);
        return ExpressionRequest.Read(document, use, new ExpressionCache());
    }

    // Of the values only those that the text names, for none may be left over.
    private static ExpressionRequest Read(ExpressionUse use, string parameter, string text, string? names)
    {
        var request = new JsonObject { [parameter] = text };
        if (names is not null)
        {
            request["ExpressionAttributeNames"] = JsonNode.Parse(names);
        }

        var tokens = Tokenizer.Read(text);
        var values = new JsonObject();
        foreach (var (token, value) in JsonNode.Parse(Values)!.AsObject())
        {
            if (tokens.Exists(t => t.Text == token))
            {
                values[token] = value!.DeepClone();
            }
        }

        if (values.Count > 0)
        {
            request["ExpressionAttributeValues"] = values;
        }

        return ExpressionRequest.Read(request, use, new ExpressionCache());
    }
}
