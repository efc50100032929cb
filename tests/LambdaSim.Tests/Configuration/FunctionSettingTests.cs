using System.Text;
using System.Text.Json;
using LambdaSim.Configuration;

namespace LambdaSim.Tests.Configuration;

/// <summary>The table of a function's settings: types, files, layers, schema and document say the same.</summary>
public sealed class FunctionSettingTests
{
    public static TheoryData<string> Keys => [.. FunctionSettingTable.InFiles.Select(static s => s.Key!)];

    [Fact]
    public void Every_property_of_a_function_has_a_row()
    {
        Assert.Equal(typeof(FunctionConfig).GetProperties().Where(static p => p.GetMethod is { IsStatic: false }).Select(static p => p.Name).Order(StringComparer.Ordinal), FunctionSettingTable.All.Select(static s => s.Property).Order(StringComparer.Ordinal));
        Assert.Equal(typeof(FunctionOverrides).GetProperties().Where(static p => p.GetMethod is { IsStatic: false }).Select(static p => p.Name).Order(StringComparer.Ordinal), FunctionSettingTable.InFiles.Select(static s => s.Property).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_setting_is_read_laid_over_the_default_and_written_and_no_other_changes(string key)
    {
        var setting = FunctionSettingTable.InFiles.Single(s => s.Key == key);
        var written = SettingSamples.Read(key);

        var config = written.Over(FunctionConfig.Default);

        var changed = typeof(FunctionConfig).GetProperties().Where(static p => p.GetMethod is { IsStatic: false }).Where(p => !Equals(p.GetValue(config), p.GetValue(FunctionConfig.Default)));
        Assert.Equal(setting.Property, Assert.Single(changed).Name);
        Assert.Equal($"{{\"{key}\":{SettingSamples.Texts[key]}}}", Json(json => setting.Write(json, written)));
        Assert.Equal($"{{\"{key}\":{SettingSamples.Texts[key]}}}", Json(json => setting.WriteValue(json, key, config)));
        Assert.NotEmpty(setting.Pairs.Where(p => p.Read(config) is not null));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void What_is_not_written_stays_as_the_layer_below_has_it(string key)
    {
        var below = SettingSamples.Read(key).Over(FunctionConfig.Default);

        Assert.Equal(below, new FunctionOverrides().Over(below));
        Assert.Same(below, FunctionOverrides.None.Over(below));
    }

    [Fact]
    public void The_published_schema_has_the_settings_as_the_table_has_them()
    {
        var properties = FunctionSettingTable.InFiles.Select(static s => $"        \"{s.Key}\": {{ \"description\": {Quoted(Description(s))}, {s.Schema}{Default(s, static text => $", \"default\": {text}")} }}");

        GeneratedText.Match(
            "docs/lambdasim.schema.json",
            "    \"function\": {\n      \"type\": \"object\",\n      \"additionalProperties\": false,\n      \"properties\": {\n",
            "\n      }\n    }",
            string.Join(",\n", properties));
    }

    [Fact]
    public void The_document_has_the_settings_as_the_table_has_them()
    {
        var rows = FunctionSettingTable.All.Select(static s =>
            $"| {(s.Key is null ? "(code only)" : $"`{s.Key}`")} | {s.Says} | {s.Range} | {s.Otherwise ?? Default(s, static text => $"`{text.Trim('"')}`")} | {(s.Member is null ? "" : $"`{s.Member}`")} |\n");

        GeneratedText.Match("docs/config.md", "<!-- settings:start -->\n", "<!-- settings:end -->", $"| key | what it is | values | without it | AWS's member |\n| --- | --- | --- | --- | --- |\n{string.Concat(rows)}");
    }

    private static string Description(FunctionSetting setting)
    {
        // Objects and short lists describe themselves.
        var range = setting.Schema.StartsWith("\"$ref\"", StringComparison.Ordinal) && setting.Range[0] != '`' ? $" {char.ToUpperInvariant(setting.Range[0])}{setting.Range[1..]}." : "";
        return $"{setting.Says}.{range}{(setting.Otherwise is null or "none" ? "" : $" Without it: {setting.Otherwise}.")}".Replace("`", "", StringComparison.Ordinal);
    }

    private static string Default(FunctionSetting setting, Func<string, string> form)
    {
        var json = Json(writer => setting.WriteValue(writer, "v", FunctionConfig.Default));
        return json == "{}" ? "" : form(json["{\"v\":".Length..^1]);
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
