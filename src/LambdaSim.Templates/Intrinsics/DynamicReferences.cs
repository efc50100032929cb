using System.Text;
using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Intrinsics;

/// <summary><c>{{resolve:ssm:…}}</c>, <c>{{resolve:ssm-secure:…}}</c> and <c>{{resolve:secretsmanager:…}}</c> within a text.</summary>
internal static class DynamicReferences
{
    private const string Opening = "{{resolve:";

    public static Node Resolve(TextNode node, IValues values, string? logicalId)
    {
        var text = node.Text;
        var open = text.IndexOf(Opening, StringComparison.Ordinal);
        if (open < 0)
        {
            return node;
        }

        var result = new StringBuilder();
        var at = 0;
        for (; open >= 0; open = text.IndexOf(Opening, at, StringComparison.Ordinal))
        {
            var close = text.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0)
            {
                break;
            }

            result.Append(text, at, open - at);
            var inner = text[(open + Opening.Length)..close];
            var colon = inner.IndexOf(':', StringComparison.Ordinal);
            var service = colon < 0 ? inner : inner[..colon];
            if (colon < 0 || service is not ("ssm" or "ssm-secure" or "secretsmanager"))
            {
                throw Fault.At(node, $"the dynamic reference {{{{resolve:{inner}}}}} is none of ssm, ssm-secure and secretsmanager", logicalId: logicalId);
            }

            result.Append(values.Dynamic(service, inner[(colon + 1)..]) ?? throw Fault.At(
                node, $"nothing was given for {{{{resolve:{inner}}}}}", "give the value among the template's parameters and secrets", logicalId));
            at = close + 2;
        }

        return new TextNode(result.Append(text, at, text.Length - at).ToString(), node.Place);
    }
}
