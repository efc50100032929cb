using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.StateMachines;

/// <summary>JSON in lines, four spaces a level, as SAM writes definitions.</summary>
internal static class PrettyJson
{
    public static IReadOnlyList<string> Lines(Node node)
    {
        var lines = new List<string>();
        Write(node, string.Empty, string.Empty, string.Empty, lines);
        return lines;
    }

    private static void Write(Node node, string indent, string head, string tail, List<string> lines)
    {
        switch (node)
        {
            case MapNode { Count: > 0 } map:
                lines.Add(indent + head + "{");
                Members([.. map.Members.Select(m => (Quoted(m.Key) + ": ", m.Value))], indent, lines);
                lines.Add(indent + "}" + tail);
                break;
            case ListNode { Items.Count: > 0 } list:
                lines.Add(indent + head + "[");
                Members([.. list.Items.Select(i => (string.Empty, i))], indent, lines);
                lines.Add(indent + "]" + tail);
                break;
            default:
                lines.Add(indent + head + JsonOutput.Of(node) + tail);
                break;
        }
    }

    private static void Members((string Head, Node Value)[] members, string indent, List<string> lines)
    {
        for (var i = 0; i < members.Length; i++)
        {
            Write(members[i].Value, indent + "    ", members[i].Head, i == members.Length - 1 ? string.Empty : ",", lines);
        }
    }

    private static string Quoted(string key) => JsonOutput.Of(Node.Of(key));
}
