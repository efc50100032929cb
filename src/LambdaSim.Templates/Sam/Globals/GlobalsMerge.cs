using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;

namespace LambdaSim.Templates.Sam.Globals;

/// <summary>Puts what <c>Globals</c> says into each resource of its type.</summary>
internal static class GlobalsMerge
{
    public static void Apply(SamContext context)
    {
        if (context.Template["Globals"] is not { } node)
        {
            return;
        }

        var sections = Read(node);
        foreach (var (id, member) in context.Resources.Members)
        {
            if (member is MapNode resource && Make.Text(resource["Type"]) is { } type && type.StartsWith("AWS::Serverless::", StringComparison.Ordinal)
                && sections[type["AWS::Serverless::".Length..]] is MapNode section)
            {
                context.Set(id, Merged(id, resource, section));
            }
        }

        context.Template = context.Template.Without("Globals");
    }

    private static MapNode Read(Node node)
    {
        if (node is not MapNode sections)
        {
            throw Invalid("It must be a non-empty dictionary", node);
        }

        foreach (var (name, value) in sections.Members)
        {
            if (!GlobalSections.All.TryGetValue(name, out var properties))
            {
                throw Invalid($"'{name}' is not supported. Must be one of the following values - {List(GlobalSections.All.Keys.Order(StringComparer.Ordinal))}", value);
            }

            if (value is not MapNode section)
            {
                throw Invalid($"Value of '{name}' must be a dictionary", value);
            }

            if (section.Members.FirstOrDefault(m => !properties.Contains(m.Key, StringComparer.Ordinal)) is { Key: { } unknown, Value: var at })
            {
                throw Invalid($"'{unknown}' is not a supported property of '{name}'. Must be one of the following values - {List(properties)}", at);
            }
        }

        return sections;
    }

    private static SamFault Invalid(string text, Node at) => SamFault.Plain(null, "'Globals' section is invalid. " + text, at);

    private static string List(IEnumerable<string> names) => "[" + string.Join(", ", names.Select(n => $"'{n}'")) + "]";

    private static MapNode Merged(string id, MapNode resource, MapNode section)
    {
        var ignored = resource["IgnoreGlobals"];
        if (ignored is not null)
        {
            resource = resource.Without("IgnoreGlobals");
            section = Left(id, section, ignored);
        }

        return resource["Properties"] switch
        {
            MapNode own => resource.With("Properties", Merge(section, own)),
            null or LiteralNode { Literal: LiteralKind.Null } => resource.With("Properties", section),
            _ => resource,
        };
    }

    private static MapNode Left(string id, MapNode section, Node ignored)
    {
        if (ignored is TextNode { Text: "*" })
        {
            return MapNode.Empty;
        }

        if (ignored is not ListNode list)
        {
            throw SamFault.Resource(id, "Resource " + id + " has invalid resource attribute 'IgnoreGlobals'.", ignored);
        }

        foreach (var item in list.Items)
        {
            var name = Make.Text(item);
            if (name is null || !section.Has(name))
            {
                throw SamFault.Resource(id, $"Resource {id} has invalid resource attribute 'IgnoreGlobals' on item '{name}'.", item);
            }

            section = section.Without(name);
        }

        return section;
    }

    /// <summary>The resource's own value wins; maps are merged, lists follow one another.</summary>
    private static MapNode Merge(MapNode global, MapNode own)
    {
        var result = new MapBuilder(global);
        foreach (var (name, value) in own.Members)
        {
            result.Set(name, (global[name], value) switch
            {
                (ListNode first, ListNode second) => new ListNode([.. first.Items, .. second.Items], second.Place),
                (MapNode first, MapNode second) when !Intrinsic.Is(first) && !Intrinsic.Is(second) => Merge(first, second),
                _ => value,
            });
        }

        return result.ToNode(own.Place);
    }
}
