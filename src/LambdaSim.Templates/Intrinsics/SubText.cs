using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Intrinsics;

/// <summary>The text of a <c>Fn::Sub</c> in parts: literal text, and what is put in.</summary>
/// <param name="Text">Literal text, or the name between the braces.</param>
/// <param name="IsVariable">Whether something is put in here.</param>
internal readonly record struct SubPart(string Text, bool IsVariable)
{
    public static IReadOnlyList<SubPart> Read(TextNode node, string? logicalId = null)
    {
        var text = node.Text;
        var parts = new List<SubPart>();
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf("${", at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            if (open < 0 || close < 0)
            {
                parts.Add(new SubPart(text[at..], IsVariable: false));
                break;
            }

            if (open > at)
            {
                parts.Add(new SubPart(text[at..open], IsVariable: false));
            }

            var name = text[(open + 2)..close];
            if (name.StartsWith('!'))
            {
                parts.Add(new SubPart("${" + name[1..] + "}", IsVariable: false));
            }
            else if (Name(name) is { } variable)
            {
                parts.Add(new SubPart(variable, IsVariable: true));
            }
            else
            {
                throw Fault.At(node, $"Template error: variable names in Fn::Sub syntax must contain only alphanumeric characters, underscores, periods, and colons, and this one is '{name}'", "write ${!" + name + "} for the text itself", logicalId);
            }

            at = close + 1;
        }

        return parts;
    }

    private static string? Name(string text)
    {
        var name = text.Trim();
        return name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or ':') ? name : null;
    }
}
