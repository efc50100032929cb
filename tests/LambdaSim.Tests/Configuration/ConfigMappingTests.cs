using LambdaSim.Configuration;

namespace LambdaSim.Tests.Configuration;

/// <summary>Event source mappings in a configuration file.</summary>
public sealed class ConfigMappingTests
{
    private const string Shop = """
        {
          "queues": { "paid": {} },
          "functions": { "book": {}, "audit:2": {} },
          "mappings": [
            {
              "queue": "paid", "function": "book", "batchSize": 100, "window": "5s", "maximumConcurrency": 4, "reportBatchItemFailures": true,
              "filters": ["{\"body\": {\"kind\": [\"order\"]}}"], "countsEvents": true, "enabled": false
            },
            { "queue": "paid", "function": "audit:2", "minimumPollers": 2, "maximumPollers": 8 }
          ]
        }
        """;

    [Fact]
    public void Mappings_are_read()
    {
        var mappings = ConfigJson.Read(Shop).Mappings;

        Assert.Equal([("paid", "book"), ("paid", "audit:2")], mappings.Select(static m => (m.Queue, m.Function)));
        Assert.Equal(["""{"body": {"kind": ["order"]}}"""], mappings[0].Settings.Filters);
        Assert.Equal(
            new QueueMappingConfig { BatchSize = 100, Window = Duration.FromSeconds(5), MaximumConcurrency = 4, ReportBatchItemFailures = true, CountsEvents = true, Enabled = false },
            mappings[0].Settings with { Filters = new QueueMappingConfig().Filters });
        Assert.Equal((2, 8, 10, true), (mappings[1].Settings.MinimumPollers, mappings[1].Settings.MaximumPollers, mappings[1].Settings.BatchSize, mappings[1].Settings.Enabled));
    }

    [Fact]
    public void What_was_written_reads_back()
    {
        var written = ConfigJson.Write(ConfigJson.Read(Shop));

        Assert.Equal(written, ConfigJson.Write(ConfigJson.Read(written)));
        Assert.Contains("\"maximumConcurrency\":4", written, StringComparison.Ordinal);
    }

    [Fact]
    public void A_world_without_mappings_has_the_form_it_had() =>
        Assert.DoesNotContain("mappings", ConfigJson.Write(new SimulationConfig()), StringComparison.Ordinal);

    [Theory]
    [InlineData("{\"mappings\": [{\n\"queue\": \"paid\", \"function\": \"f\"}], \"queues\": {\"piad\": {}}, \"functions\": {\"f\": {}}}", 2, "$.mappings[0].queue: \"paid\" is no queue of this configuration; did you mean \"piad\"?")]
    [InlineData("{\"queues\": {\"q\": {}}, \"functions\": {\"f\": {}}, \"mappings\": [{\"queue\": \"q\", \"function\": \"f\"},\n{\"queue\": \"q\", \"function\": \"g\"}]}", 2, "$.mappings[1].function: \"g\" is no function of this configuration; did you mean \"f\"?")]
    [InlineData("{\"mappings\": [\n{\"queue\": \"q\"}]}", 2, "$.mappings[0]: the key \"function\" is missing")]
    [InlineData("{\"mappings\": [{\"queue\": \"q\", \"function\": \"f\",\n\"batch\": 5}]}", 2, "$.mappings[0].batch: unknown key; did you mean \"batchSize\"?")]
    [InlineData("{\"mappings\": [{\"queue\": \"q\", \"function\": \"f\",\n\"filters\": [{}]}]}", 2, "$.mappings[0].filters[0]: expected a list of patterns, each a text such as")]
    [InlineData("{\n\"mappings\": {}}", 2, "$.mappings: expected a list with one object a mapping, found an object")]
    public void What_cannot_be_is_refused_at_its_line(string json, int line, string expected)
    {
        var e = Assert.Throws<ConfigFileException>(() => ConfigJson.Read(json, "c.json"));

        Assert.StartsWith($"c.json, line {line}, {expected}", e.Message, StringComparison.Ordinal);
    }
}
