using LambdaSim.Configuration;
using YamlDotNet.Core;

namespace LambdaSim.Templates.Documents;

/// <summary>CloudFormation's YAML tags, each the short form of a function.</summary>
internal static class ShortForms
{
    private static readonly HashSet<string> Functions = new(StringComparer.Ordinal)
    {
        "And", "Base64", "Cidr", "Contains", "EachMemberEquals", "EachMemberIn", "Equals", "FindInMap", "GetAtt", "GetAZs", "If",
        "ImportValue", "Join", "Length", "Not", "Or", "RefAll", "Select", "Split", "Sub", "ToJsonString", "Transform", "ValueOf", "ValueOfAll",
    };

    public static Node Of(TagName tag, Node value, Place place)
    {
        if (tag.IsEmpty || tag.IsNonSpecific || !tag.Value.StartsWith('!'))
        {
            return tag.IsEmpty || tag.IsNonSpecific || tag.Value.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal)
                ? value
                : throw Fault.At(place, $"the tag '{tag.Value}' is unknown");
        }

        var name = tag.Value[1..];
        var key = name switch
        {
            "Ref" or "Condition" => name,
            _ when Functions.Contains(name) => "Fn::" + name,
            _ => throw Fault.At(place, $"the tag !{name} is none of CloudFormation's functions", NearestName.Hint("!" + name, Functions.Order(StringComparer.Ordinal).Select(f => "!" + f))),
        };
        if (name == "GetAtt" && value is TextNode { Text: var path } && path.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot)
        {
            value = new ListNode([new TextNode(path[..dot], place), new TextNode(path[(dot + 1)..], place)], place);
        }

        var map = new MapBuilder();
        map.Set(key, value);
        return map.ToNode(place);
    }
}
