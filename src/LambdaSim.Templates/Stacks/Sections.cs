using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Stacks;

/// <summary>The sections of a template.</summary>
internal static class Sections
{
    private static readonly string[] Known =
    [
        "AWSTemplateFormatVersion", "Conditions", "Description", "Globals", "Hooks", "Mappings", "Metadata", "Outputs", "Parameters", "Resources", "Rules", "Transform",
    ];

    /// <summary>The template, when its sections are CloudFormation's and of the right kind.</summary>
    public static MapNode Checked(MapNode template)
    {
        foreach (var (name, node) in template.Members)
        {
            if (!Known.Contains(name, StringComparer.Ordinal))
            {
                throw Fault.At(node, $"Invalid template property or properties [{name}]", Configuration.NearestName.Hint(name, Known));
            }

            if (name is not ("AWSTemplateFormatVersion" or "Description" or "Transform") && node is not MapNode && !IsNull(node))
            {
                throw Fault.At(node, $"Template format error: [/{name}] is a map, and this is {node.Kind}");
            }
        }

        if (template["AWSTemplateFormatVersion"] is { } version && version is not TextNode { Text: "2010-09-09" })
        {
            throw Fault.At(version, "Template format error: the only AWSTemplateFormatVersion is 2010-09-09");
        }

        return template;
    }

    public static MapNode? Of(MapNode template, string name) => template[name] as MapNode;

    /// <summary>The transforms that the template names, in order.</summary>
    public static IReadOnlyList<string> Transforms(MapNode template) => template["Transform"] switch
    {
        TextNode one => [one.Text],
        ListNode list => [.. list.Items.OfType<TextNode>().Select(t => t.Text)],
        _ => [],
    };

    private static bool IsNull(Node node) => node is LiteralNode { Literal: LiteralKind.Null };
}
