using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam;

/// <summary>Tags as a list of keys and values, SAM's own first.</summary>
internal static class TagList
{
    public static ListNode Of(Node? tags) => new([Pair("lambda:createdBy", Node.Of("SAM")), .. Pairs(tags)], tags?.Place ?? default);

    public static IEnumerable<Node> Pairs(Node? tags) => tags is MapNode map ? map.Members.Select(m => Pair(m.Key, m.Value)) : [];

    private static MapNode Pair(string key, Node value) => Node.Map(("Key", Node.Of(key)), ("Value", value));
}
