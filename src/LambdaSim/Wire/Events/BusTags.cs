using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Buses;
using LambdaSim.Resources;

namespace LambdaSim.Wire.Events;

/// <summary>Tags of buses and rules (rule EVB-TAGS).</summary>
internal static class BusTags
{
    private const int Most = 50;

    /// <summary>The tags of what <c>ResourceARN</c> names.</summary>
    /// <exception cref="BusServiceException">There is nothing.</exception>
    public static SortedDictionary<string, string> Of(EventsCall call)
    {
        var text = call.Text("ResourceARN");
        new Constraints().Required("resourceARN", text).Length("resourceARN", text, 1, 1_600).Check();
        if (!Arn.TryParse(text, out var arn) || arn is not { Service: Arn.Events, Account.Length: > 0, Region.Length: > 0 })
        {
            throw BusServiceException.Validation($"Parameter {text} is not valid. Reason: Provided Arn is not in correct format.");
        }

        var service = call.Book.At(arn.Account, arn.Region);
        return arn.Resource.Split('/') switch
        {
            ["event-bus", var bus] => service.Get(bus).Tags,
            ["rule", var rule] => service.GetRule(null, rule).Tags,
            ["rule", var bus, var rule] => service.GetRule(bus, rule).Tags,
            _ => throw BusServiceException.Validation($"Parameter {text} is not valid. Reason: Provided Arn is not in correct format."),
        };
    }

    public static void Tag(EventsCall call) => Add(Of(call), Read(call.Objects("Tags")));

    public static void Untag(EventsCall call)
    {
        var tags = Of(call);
        foreach (var key in call.Texts("TagKeys"))
        {
            tags.Remove(key);
        }
    }

    public static IReadOnlyList<KeyValuePair<string, string>> Read(IReadOnlyList<JsonObject> tags)
    {
        var constraints = new Constraints();
        foreach (var (i, tag) in tags.Index())
        {
            var place = Configuration.Text.Invariant($"tags.{i + 1}.member.");
            constraints.Required($"{place}key", tag["Key"]).Length($"{place}key", (string?)tag["Key"], 1, 128).Required($"{place}value", tag["Value"]).Length($"{place}value", (string?)tag["Value"], 0, 256);
        }

        constraints.Check();
        return [.. tags.Select(static t => KeyValuePair.Create((string)t["Key"]!, (string)t["Value"]!))];
    }

    public static void Add(SortedDictionary<string, string> to, IReadOnlyList<KeyValuePair<string, string>> tags)
    {
        if (to.Keys.Union(tags.Select(static t => t.Key), StringComparer.Ordinal).Count() > Most)
        {
            throw BusServiceException.Limit();
        }

        foreach (var (key, value) in tags)
        {
            to[key] = value;
        }
    }
}
