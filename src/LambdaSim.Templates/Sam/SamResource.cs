using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam;

/// <summary>A resource of SAM's, as it is translated: its properties without nulls, and what stands beside them.</summary>
internal sealed class SamResource
{
    public SamResource(string id, MapNode node)
    {
        (Id, Node, Type) = (id, node, Make.Text(node["Type"])!);
        var properties = new MapBuilder();
        foreach (var (name, value) in (node["Properties"] as MapNode)?.Members ?? [])
        {
            if (!Make.IsNull(value))
            {
                properties.Set(name, value);
            }
        }

        Properties = properties.ToNode(node["Properties"]?.Place ?? node.Place);
        Inherited = Taken("Condition", "DeletionPolicy", "UpdateReplacePolicy");
        Own = Taken("Condition", "DeletionPolicy", "UpdatePolicy", "UpdateReplacePolicy", "Metadata", "DependsOn");
    }

    public string Id { get; }

    public string Type { get; }

    /// <summary>The resource as it stands, with its attributes.</summary>
    public MapNode Node { get; }

    public MapNode Properties { get; }

    /// <summary>The attributes beside <c>Type</c> that each resource made of this one has too.</summary>
    public MapNode Inherited { get; }

    /// <summary>The attributes of the resource that takes this one's place.</summary>
    public MapNode Own { get; }

    public string? Condition => Make.Text(Node["Condition"]);

    public Node? this[string property] => Properties[property];

    public SamFault Invalid(string text, Node? at = null) => SamFault.Resource(Id, text, at ?? Node);

    private MapNode Taken(params ReadOnlySpan<string> names)
    {
        var map = new MapBuilder();
        foreach (var name in names)
        {
            if (Node[name] is { } value)
            {
                map.Set(name, value);
            }
        }

        return map.ToNode(default);
    }
}
