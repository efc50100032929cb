using System.Text.Json.Nodes;
using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam;

namespace LambdaSim.Tests.Templates.Sam.Apis;

/// <summary>Templates of APIs, translated.</summary>
internal static class ApiTemplate
{
    public static JsonObject Resources(string text, string region = "us-east-1") => Translated(text, region)["Resources"]!.AsObject();

    public static JsonObject Translated(string text, string region = "us-east-1") =>
        JsonNode.Parse(JsonOutput.Of(SamTransform.Translate(DocumentText.Read(text, "t.yaml"), Inputs(region))))!.AsObject();

    /// <summary>The errors of the template, without the words that each begins with.</summary>
    public static string[] Errors(string text) =>
        [.. Assert.Throws<TemplateException>(() => SamTransform.Translate(DocumentText.Read(text, "t.yaml"), Inputs("us-east-1"))).Errors.Select(e => e.Message)];

    /// <summary>A value by its path of names and numbers.</summary>
    public static JsonNode? At(this JsonNode? node, params string[] path) => path.Aggregate(node, (n, name) => n switch
    {
        JsonObject map => map[name],
        JsonArray list => list[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)],
        _ => null,
    });

    public static string Json(this JsonNode? node) => (node?.ToJsonString(Plain) ?? "nothing").Replace('"', '\'');

    /// <summary>A function with events, indented to stand under <c>Resources</c>.</summary>
    public static string Function(string events, string id = "F", string more = "") => $$"""
          {{id}}:
            Type: AWS::Serverless::Function
            {{more}}
            Properties:
              InlineCode: x
              Handler: i.h
              Runtime: nodejs22.x
              Events: {{events}}
        """;

    private static readonly System.Text.Json.JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static SamInputs Inputs(string region) => new(new Dictionary<string, Node>(StringComparer.Ordinal), region);
}
