using System.Text.Json;
using LambdaSim.Configuration;

namespace LambdaSim.Tests.Configuration;

public sealed class ConfigSchemaTests
{
    [Fact]
    public void The_published_schema_has_exactly_the_keys_the_reader_knows()
    {
        using var schema = Schema();
        foreach (var section in ConfigSections.All)
        {
            var properties = schema.RootElement.GetProperty("$defs").GetProperty(section.Name).GetProperty("properties").EnumerateObject().Select(static p => p.Name);
            Assert.Equal(section.Keys.Order(StringComparer.Ordinal), properties.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void The_published_schema_requires_exactly_what_the_reader_requires()
    {
        using var schema = Schema();
        foreach (var section in ConfigSections.All)
        {
            var required = schema.RootElement.GetProperty("$defs").GetProperty(section.Name).TryGetProperty("required", out var list)
                ? list.EnumerateArray().Select(static r => r.GetString()!)
                : [];
            Assert.Equal(section.Required.Order(StringComparer.Ordinal), required.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void The_published_schema_refuses_other_keys_and_describes_no_section_the_reader_lacks()
    {
        using var schema = Schema();
        var closed = schema.RootElement.GetProperty("$defs").EnumerateObject()
            .Where(static d => d.Value.TryGetProperty("properties", out _)).ToList();

        Assert.All(closed, static d => Assert.False(d.Value.GetProperty("additionalProperties").GetBoolean()));
        Assert.Equal(ConfigSections.All.Select(static s => s.Name).Order(StringComparer.Ordinal), closed.Select(static d => d.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_published_schema_names_every_quota_profile()
    {
        using var schema = Schema();
        var names = schema.RootElement.GetProperty("$defs").GetProperty("account").GetProperty("properties").GetProperty("quotas").GetProperty("anyOf")[0].GetProperty("enum");

        Assert.Equal(QuotaProfile.All.Select(static q => q.Name), names.EnumerateArray().Select(static n => n.GetString()!));
    }

    private static JsonDocument Schema() => JsonDocument.Parse(File.ReadAllText(Path.Combine(Shared.ProjectRoot(), "docs", "lambdasim.schema.json")));
}
