using System.Text.Json;

namespace LambdaSim.Configuration;

/// <summary>Event source mappings in a configuration file.</summary>
internal static class ConfigMappings
{
    private static readonly ConfiguredMapping _unnamed = new() { Queue = "", Function = "" };

    public static readonly ConfigSection<ConfiguredMapping> Section = new(
        "mapping",
        ["queue", "function"],
        ("queue", static (m, node) => m with { Queue = node.String("the name of a queue") }),
        ("function", static (m, node) => m with { Function = node.String("the name of a function") }),
        ("batchSize", static (m, node) => m with { Settings = m.Settings with { BatchSize = node.Int() } }),
        ("window", static (m, node) => m with { Settings = m.Settings with { Window = ConfigValues.Duration(node) } }),
        ("maximumConcurrency", static (m, node) => m with { Settings = m.Settings with { MaximumConcurrency = node.Int() } }),
        ("minimumPollers", static (m, node) => m with { Settings = m.Settings with { MinimumPollers = node.Int() } }),
        ("maximumPollers", static (m, node) => m with { Settings = m.Settings with { MaximumPollers = node.Int() } }),
        ("reportBatchItemFailures", static (m, node) => m with { Settings = m.Settings with { ReportBatchItemFailures = node.Bool() } }),
        ("filters", static (m, node) => m with { Settings = m.Settings with { Filters = Patterns(node) } }),
        ("countsEvents", static (m, node) => m with { Settings = m.Settings with { CountsEvents = node.Bool() } }),
        ("enabled", static (m, node) => m with { Settings = m.Settings with { Enabled = node.Bool() } }));

    public static IReadOnlyList<ConfiguredMapping> Read(ConfigNode node) =>
        node.Kind == ConfigKind.List ? [.. node.Items.Select(static item => Section.Read(item, _unnamed))] : throw node.Expected("a list with one object a mapping");

    /// <summary>Nothing where there are none: the form of a world without mappings stays what it is.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<ConfiguredMapping> mappings)
    {
        if (mappings.Count == 0)
        {
            return;
        }

        json.WriteStartArray("mappings");
        foreach (var mapping in mappings)
        {
            Write(json, mapping);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ConfiguredMapping mapping)
    {
        var settings = mapping.Settings;
        json.WriteStartObject();
        json.WriteNumber("batchSize", settings.BatchSize);
        json.WriteBoolean("countsEvents", settings.CountsEvents);
        json.WriteBoolean("enabled", settings.Enabled);
        json.WriteStartArray("filters");
        foreach (var pattern in settings.Filters)
        {
            json.WriteStringValue(pattern);
        }

        json.WriteEndArray();
        json.WriteString("function", mapping.Function);
        Number(json, "maximumConcurrency", settings.MaximumConcurrency);
        Number(json, "maximumPollers", settings.MaximumPollers);
        Number(json, "minimumPollers", settings.MinimumPollers);
        json.WriteString("queue", mapping.Queue);
        json.WriteBoolean("reportBatchItemFailures", settings.ReportBatchItemFailures);
        json.WriteString("window", UnitText.Of(settings.Window));
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string key, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(key, number);
        }
    }

    private static string[] Patterns(ConfigNode node)
    {
        const string what = "a list of patterns, each a text such as \"{\\\"body\\\": {\\\"kind\\\": [\\\"order\\\"]}}\"";
        return node.Kind == ConfigKind.List ? [.. node.Items.Select(static item => item.String(what))] : throw node.Expected(what);
    }
}
