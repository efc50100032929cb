using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam;

/// <summary>What must be true of a template before it is translated.</summary>
internal static class SamDocument
{
    public static void Check(MapNode template)
    {
        if (template["Resources"] is not MapNode { Count: > 0 } resources)
        {
            throw SamFault.Document("'Resources' section is required", template);
        }

        if (resources.Members.FirstOrDefault(r => r.Value is not MapNode) is { Key: not null, Value: var stray })
        {
            throw SamFault.Document("All 'Resources' must be Objects. If you're using YAML, this may be an indentation issue.", stray);
        }

        foreach (var resource in resources.Members.Select(r => (MapNode)r.Value))
        {
            if (resource["Condition"] is { } condition and not TextNode && !Make.IsNull(condition))
            {
                throw SamFault.Document("Every Condition member must be a string.", condition);
            }
        }
    }

    public static SamResource Resource(string id, MapNode node) =>
        node["Properties"] is not { } properties || properties is MapNode || Make.IsNull(properties)
            ? new SamResource(id, node)
            : throw SamFault.Resource(id, "Attribute 'Properties' should be a map.", properties);
}
