using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam;

namespace LambdaSim.Tests.Templates.Sam;

/// <summary>A template, translated, and parts of it as JSON.</summary>
internal sealed class Translated
{
    private readonly MapNode _template;

    private Translated(MapNode template) => _template = template;

    public IEnumerable<string> Ids => ((MapNode)_template["Resources"]!).Keys;

    public static Translated Of(string yaml, params (string Name, string Value)[] parameters) => new(Template(yaml, new SamInputs(Values(parameters))));

    /// <summary>A template as it lies on a developer's machine.</summary>
    public static Translated OfLocal(string yaml) => new(Template(yaml, new SamInputs(Values([]), KeepsLocalPaths: true)));

    /// <summary>A function with more properties.</summary>
    public static Translated Function(string properties, string more = "") => Of(FunctionText(properties, more));

    /// <summary>What SAM says of a template that it refuses.</summary>
    public static string Error(string yaml) => SamTransform.Message(Assert.Throws<TemplateException>(() => Of(yaml)).Errors);

    public static string FunctionError(string properties, string more = "")
    {
        const string Head = "Invalid Serverless Application Specification document. Number of errors found: 1. ";
        var message = Error(FunctionText(properties, more));
        Assert.StartsWith(Head, message, StringComparison.Ordinal);
        return message[Head.Length..];
    }

    public string Properties(string id) => Json(Resource(id)["Properties"]!);

    public string Property(string id, string property) => Json(((MapNode)Resource(id)["Properties"]!)[property]!);

    public string Type(string id) => ((TextNode)Resource(id)["Type"]!).Text;

    public string? Attribute(string id, string attribute) => Resource(id)[attribute] is { } value ? Json(value) : null;

    public string Section(string name) => Json(_template[name]!);

    public bool HasSection(string name) => _template.Has(name);

    private MapNode Resource(string id) => (MapNode)((MapNode)_template["Resources"]!)[id]!;

    private static string Json(Node node) => JsonOutput.Of(StableHash.Sorted(node));

    private static MapNode Template(string yaml, SamInputs inputs) => SamTransform.Translate(DocumentText.Read(yaml, "t.yaml"), inputs);

    private static Dictionary<string, Node> Values((string Name, string Value)[] parameters) =>
        parameters.ToDictionary(p => p.Name, p => (Node)Node.Of(p.Value), StringComparer.Ordinal);

    private static string FunctionText(string properties, string more) => $$"""
        Transform: AWS::Serverless-2016-10-31
        Resources:
          F:
            Type: AWS::Serverless::Function
            Properties:
              Handler: index.handler
              Runtime: nodejs22.x
              CodeUri: s3://bucket/key.zip
        {{Indented(properties, 6)}}
        {{Indented(more, 2)}}
        """;

    private static string Indented(string text, int spaces) =>
        string.Join('\n', text.Split('\n').Select(l => new string(' ', spaces) + l));
}
