using System.Text.Json;
using LambdaSim.Faults;

namespace LambdaSim.Configuration;

/// <summary>Faults in a configuration file, and in a file of their own.</summary>
internal static class ConfigFaults
{
    private static readonly (string Name, FaultSite Value)[] _sites = [.. FaultSites.All.Select(static r => (r.Name, r.Site))];

    private static readonly ConfigSection<Fault> One = new(
        "fault",
        ["site"],
        ("site", static (f, node) => f with { Site = ConfigValues.Named<FaultSite>(node, _sites) }),
        ("name", static (f, node) => f with { Name = node.String("a name") }),
        ("function", static (f, node) => f with { Function = node.String("the name of a function") }),
        ("resource", static (f, node) => f with { Resource = node.String("the name or ARN of a resource") }),
        ("service", static (f, node) => f with { Service = node.String("the name of a service, such as \"sqs\"") }),
        ("operation", static (f, node) => f with { Operation = node.String("the name of an operation, such as \"SendMessage\"") }),
        ("zone", static (f, node) => f with { Zone = node.String("the letter of an Availability Zone") }),
        ("share", static (f, node) => f with { Share = node.Decimal() }),
        ("count", static (f, node) => f with { Count = node.Int() }),
        ("from", static (f, node) => f with { From = ConfigValues.Duration(node) }),
        ("until", static (f, node) => f with { Until = ConfigValues.Duration(node) }),
        ("by", static (f, node) => f with { By = ConfigValues.Duration(node) }));

    private static readonly ConfigSection<FaultPlan> File = new(
        "faults",
        ["faults"],
        ("$schema", static (p, node) => node.String("the address of a JSON Schema") is null ? p : p),
        ("faults", static (_, node) => Read(node)));

    public static IReadOnlyList<ConfigSection> Sections { get; } = [One];

    public static FaultPlan ReadPlan(ConfigNode node) => File.Read(node, FaultPlan.None);

    public static FaultPlan Read(ConfigNode node)
    {
        if (node.Kind != ConfigKind.List)
        {
            throw node.Expected("a list of faults, such as [{\"site\": \"lateDelivery\"}]");
        }

        List<Fault> faults = [];
        foreach (var item in node.Items)
        {
            var fault = One.Read(item, new Fault(FaultSite.None));
            faults.Add(fault.Problem() is { } problem ? throw item.Error(problem) : fault);
        }

        return FaultPlan.Of([.. faults]);
    }

    /// <summary>Nothing where there are none: the form of such a world stays what it is.</summary>
    public static void Write(Utf8JsonWriter json, FaultPlan plan, bool always = false)
    {
        if (plan.Count == 0 && !always)
        {
            return;
        }

        json.WriteStartArray("faults");
        foreach (var fault in plan)
        {
            json.WriteStartObject();
            Text(json, "by", fault.By is { } by ? UnitText.Of(by) : null);
            if (fault.Count is { } count)
            {
                json.WriteNumber("count", count);
            }

            Text(json, "from", fault.From > TimeLength.Zero ? UnitText.Of(fault.From) : null);
            Text(json, "function", fault.Function);
            Text(json, "name", fault.Name);
            Text(json, "operation", fault.Operation);
            Text(json, "resource", fault.Resource);
            Text(json, "service", fault.Service);
            if (fault.Share != 1)
            {
                json.WriteNumber("share", Configuration.Text.Shortest(fault.Share));
            }

            json.WriteString("site", FaultSites.Of(fault.Site).Name);
            Text(json, "until", fault.Until is { } until ? UnitText.Of(until) : null);
            Text(json, "zone", fault.Zone);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
