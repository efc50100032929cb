using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates;

/// <summary>
/// Values of parameters in a file: the list of <c>ParameterKey</c> and <c>ParameterValue</c> that <c>aws cloudformation</c> takes, its list of
/// <c>Key=Value</c>, a map under <c>Parameters</c>, or a plain map; JSON or YAML.
/// </summary>
public static class ParameterFile
{
    /// <summary>Reads the values.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <returns>Values by the parameter's name; a list is joined with commas, as CloudFormation takes it.</returns>
    /// <exception cref="TemplateException">The text cannot be read as one of the forms.</exception>
    public static IReadOnlyDictionary<string, string> Read(string text, string file)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value, at) in Pairs(DocumentText.ReadAny(text, file)))
        {
            if (!values.TryAdd(name, Value(name, value)))
            {
                throw Fault.At(at, $"the parameter '{name}' is given twice", "remove one");
            }
        }

        return values;
    }

    private static IEnumerable<(string Name, Node Value, Node At)> Pairs(Node root)
    {
        switch (root)
        {
            case ListNode list:
                return list.Items.Select(Pair);
            case MapNode map when map["Parameters"] is MapNode inner && map.Keys.All(k => k is "Parameters" or "Tags" or "StackPolicy"):
                return inner.Members.Select(m => (m.Key, m.Value, m.Value));
            case MapNode map:
                return map.Members.Select(m => (m.Key, m.Value, m.Value));
            default:
                throw Fault.At(root, $"a file of parameters is a list or a map, and this is {root.Kind}");
        }
    }

    private static (string Name, Node Value, Node At) Pair(Node item) => item switch
    {
        MapNode map when map["ParameterKey"] is TextNode name && map["ParameterValue"] is { } value => (name.Text, value, map),
        TextNode text when text.Text.IndexOf('=', StringComparison.Ordinal) is > 0 and var at => (text.Text[..at], new TextNode(text.Text[(at + 1)..], text.Place), text),
        _ => throw Fault.At(item, "an item of a list of parameters has a ParameterKey and a ParameterValue", "or write a map of names and values"),
    };

    private static string Value(string name, Node value) => value switch
    {
        TextNode text => text.Text,
        LiteralNode { Literal: not LiteralKind.Null } literal => literal.Json,
        ListNode list => string.Join(',', list.Items.Select(i => Value(name, i))),
        _ => throw Fault.At(value, $"the value of the parameter '{name}' is text, a number, a boolean or a list of these, and this is {value.Kind}"),
    };
}
