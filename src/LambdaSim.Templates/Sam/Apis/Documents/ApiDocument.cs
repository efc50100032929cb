using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;

namespace LambdaSim.Templates.Sam.Apis.Documents;

/// <summary>A Swagger or OpenAPI document while the transform edits it. Both sides of an <c>Fn::If</c> around a path or a method are edited alike.</summary>
/// <param name="body">The document.</param>
/// <param name="ofHttpApi">Whether it is an HTTP API's, which is OpenAPI 3 throughout; a REST API's is written as Swagger 2 and changed at the end.</param>
internal sealed class ApiDocument(MapNode body, bool ofHttpApi = false)
{
    public const string Integration = "x-amazon-apigateway-integration";

    public MapNode Body { get; private set; } = body;

    /// <summary>Whether a method asks for signed requests, which the document has to describe.</summary>
    public bool NeedsIam { get; set; }

    public MapNode Paths => Body["paths"] as MapNode ?? MapNode.Empty;

    public bool OfHttpApi { get; } = ofHttpApi;

    public static MapNode RestSkeleton() => Node.Map(("swagger", Node.Of("2.0")), ("info", Info()), ("paths", MapNode.Empty));

    public static MapNode HttpSkeleton() => Node.Map(("openapi", Node.Of("3.0.1")), ("info", Info()), ("paths", MapNode.Empty));

    /// <summary>A document that paths can be added to: it has paths, and says that it is Swagger 2 or OpenAPI 3.</summary>
    public static bool IsValid(Node? body) =>
        body is MapNode map && map["paths"] is MapNode
        && (map.Has("swagger") || OpenApiVersions.IsThree(Scalar(map["openapi"])));

    public static bool IsValidHttp(Node? body) =>
        body is MapNode map && map["paths"] is MapNode && OpenApiVersions.IsThree(Scalar(map["openapi"]));

    public Node? this[string member] => Body[member];

    public void Set(string member, Node value) => Body = Body.With(member, value);

    public void Remove(string member) => Body = Body.Without(member);

    public bool HasMethod(string path, string method) =>
        Contents(Paths[path]).Any(p => p.Has(Methods.Normalized(method)));

    public bool HasIntegration(string path, string method) =>
        Contents(Paths[path]).Any(p => Contents(p[Methods.Normalized(method)]).Any(IsIntegrated));

    public void AddMethod(string path, string method)
    {
        var name = Methods.Normalized(method);
        var item = Paths[path] is { } found && !Make.IsNull(found) ? found : MapNode.Empty;
        SetPath(path, Edit(item, p => p[name] is { } m && !Make.IsNull(m) ? p : p.With(name, MapNode.Empty)));
    }

    public void SetPath(string path, Node item) => Set("paths", Paths.With(path, item));

    /// <summary>Edits a path, in each case that it has.</summary>
    public void EditPath(string path, Func<MapNode, MapNode> edit)
    {
        if (Paths[path] is { } item)
        {
            SetPath(path, Edit(item, edit));
        }
    }

    /// <summary>Edits one method of a path, where it has an integration.</summary>
    public void EditMethod(string path, string method, Func<MapNode, MapNode> edit)
    {
        var name = Methods.Normalized(method);
        EditPath(path, item => item[name] is { } definition ? item.With(name, Edit(definition, d => IsIntegrated(d) ? edit(d) : d)) : item);
    }

    /// <summary>Edits each method that has an integration.</summary>
    public void EditMethods(string path, Func<string, MapNode, MapNode> edit) => EditPath(path, item =>
    {
        var result = new MapBuilder(item);
        foreach (var (name, definition) in item.Members.Where(m => Methods.Is(m.Key)))
        {
            result.Set(name, Edit(definition, d => IsIntegrated(d) ? edit(name, d) : d));
        }

        return result.ToNode(item.Place);
    });

    /// <summary>Lets the path exist where the condition holds.</summary>
    public void MakeConditional(string path, string condition) => SetPath(path, Make.If(condition, Paths[path]!, Make.NoValue));

    /// <summary>The maps that a value can be: itself, or the sides of its <c>Fn::If</c>.</summary>
    public static IEnumerable<MapNode> Contents(Node? node) => node switch
    {
        MapNode map when Intrinsic.TryRead(map, out var call) =>
            call is { Name: "Fn::If", Argument: ListNode { Items: [_, var then, var otherwise] } } ? Contents(then).Concat(Contents(otherwise)) : [],
        MapNode map => [map],
        _ => [],
    };

    public static bool IsIntegrated(MapNode definition) => definition[Integration] is MapNode { Count: > 0 };

    /// <summary>Puts what is generated over what is written; maps are merged.</summary>
    public static Node Merge(Node? written, Node generated)
    {
        if (written is not MapNode first || generated is not MapNode second || Intrinsic.Is(first) || Intrinsic.Is(second))
        {
            return generated;
        }

        var result = new MapBuilder(first);
        foreach (var (name, value) in second.Members)
        {
            result.Set(name, Merge(first[name], value));
        }

        return result.ToNode(first.Place);
    }

    private static Node Edit(Node node, Func<MapNode, MapNode> edit) => node switch
    {
        MapNode map when Intrinsic.TryRead(map, out var call) =>
            call is { Name: "Fn::If", Argument: ListNode { Items: [var condition, var then, var otherwise] } list }
                ? map.With("Fn::If", new ListNode([condition, Edit(then, edit), Edit(otherwise, edit)], list.Place))
                : map,
        MapNode map => edit(map),
        _ => node,
    };

    private static MapNode Info() => Node.Map(("version", Node.Of("1.0")), ("title", Make.Ref("AWS::StackName")));

    private static string? Scalar(Node? node) => node switch
    {
        TextNode text => text.Text,
        LiteralNode literal => literal.Json,
        _ => null,
    };
}
