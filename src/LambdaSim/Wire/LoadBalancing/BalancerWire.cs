using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Balancers;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.LoadBalancing;

/// <summary>Elastic Load Balancing's API, version 2 (rule ALB-CONTROL).</summary>
internal sealed class BalancerWire() : TableService(BalancerShapes.Service, WireProtocol.AwsQuery, [.. BalancerOperations.All, .. TargetGroupOperations.All, .. ListenerOperations.All])
{
    private const int MostListed = 400, MostNamed = 32;

    public override string SigningName => BalancerBook.Arns;

    protected override string Title => "Elastic Load Balancing";

    protected override WireFault Violated(string message) => new(new WireError("ValidationError"), message);

    public static TableOperation Of(string name, Func<TableCall, JsonObject?> work) => new(BalancerShapes.Find(name), work);

    public static BalancerService At(TableCall call) => call.World.Book<BalancerBook>().At(call.Caller.Account, call.Caller.Region);

    public static JsonObject? Done(Action work)
    {
        work();
        return null;
    }

    public static JsonObject Copy(JsonObject document) => document.DeepClone().AsObject();

    public static JsonObject One(string member, JsonObject document) => new() { [member] = new JsonArray(document) };

    public static JsonObject Page(TableCall call, string member, IEnumerable<(string Key, JsonObject Item)> items)
    {
        var (page, next) = TokenPage.Of(items, call.Text("Marker"), call.Number("PageSize") ?? MostListed) ?? throw BalancerException.Invalid("Invalid marker");
        var document = new JsonObject { [member] = new JsonArray([.. page]) };
        if (next is not null)
        {
            document["NextMarker"] = next;
        }

        return document;
    }

    public static void Tag(SortedDictionary<string, string> tags, TableCall call)
    {
        foreach (var tag in call.Objects("Tags"))
        {
            tags[(string)tag["Key"]!] = (string?)tag["Value"] ?? "";
        }
    }

    public static JsonArray Attributes(IEnumerable<KeyValuePair<string, string>> attributes) =>
        new([.. attributes.Select(static a => new JsonObject { ["Key"] = a.Key, ["Value"] = a.Value })]);

    /// <exception cref="BalancerException">It is no name of a load balancer or target group.</exception>
    public static string Name(TableCall call, string what)
    {
        var name = call.Text("Name")!;
        return name.Length is 0 or > MostNamed ? throw BalancerException.Invalid($"{what} name '{name}' cannot be longer than '{Configuration.Text.Of(MostNamed)}' characters")
            : !name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-') ? throw BalancerException.Invalid($"{what} name '{name}' can only contain characters that are alphanumeric characters and hyphens(-)")
            : name[0] == '-' || name[^1] == '-' ? throw BalancerException.Invalid($"{what} name '{name}' cannot begin or end with '-'")
            : name;
    }
}
