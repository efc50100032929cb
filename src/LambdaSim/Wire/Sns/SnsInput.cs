using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Topics;

namespace LambdaSim.Wire.Sns;

/// <summary>The members of a request.</summary>
internal sealed class SnsInput(JsonObject members)
{
    public string? Text(string name) => (string?)members[name];

    public bool Flag(string name) => (bool?)members[name] == true;

    public IReadOnlyList<string> Texts(string name) => [.. Items(name).Select(static t => (string)t!)];

    public IReadOnlyDictionary<string, string> Map(string name) =>
        new SortedDictionary<string, string>((members[name] as JsonObject ?? []).ToDictionary(static p => p.Key, static p => (string?)p.Value ?? "", StringComparer.Ordinal), StringComparer.Ordinal);

    public IEnumerable<(string? Key, string? Value)> Tags() => Items("Tags").Select(static t => ((string?)t!["Key"], (string?)t["Value"]));

    public IEnumerable<SnsInput> Entries() => Items("PublishBatchRequestEntries").Select(static e => new SnsInput(e!.AsObject()));

    /// <summary>The message that it would publish.</summary>
    public PublishRequest Message() => new(Text("Message"))
    {
        Subject = Text("Subject"),
        Structure = Text("MessageStructure"),
        Attributes = (members["MessageAttributes"] as JsonObject ?? []).ToDictionary(static a => a.Key, static a => Attribute(a.Value as JsonObject ?? []), StringComparer.Ordinal),
        Group = Text("MessageGroupId"),
        DeduplicationId = Text("MessageDeduplicationId"),
    };

    private JsonArray Items(string name) => members[name] as JsonArray ?? [];

    private static GivenAttribute Attribute(JsonObject attribute) => new((string?)attribute["DataType"], (string?)attribute["StringValue"], (string?)attribute["BinaryValue"]);
}
