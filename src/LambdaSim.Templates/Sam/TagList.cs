using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam;

/// <summary>Tags as a list of keys and values, SAM's own first.</summary>
internal static class TagList
{
    private const string Own = "lambda:createdBy";

    /// <summary>The tags of a resource, which may not have SAM's own key.</summary>
    public static void Check(SamResource resource)
    {
        if ((resource["Tags"] as MapNode)?[Own] is { } taken)
        {
            throw resource.Invalid($"{Own} is a reserved Tag key name and cannot be set on your resource. Please change the tag key in the input.", taken);
        }
    }

    public static ListNode Of(Node? tags) => new([Pair(Own, Node.Of("SAM")), .. Pairs(tags)], tags?.Place ?? default);

    public static IEnumerable<Node> Pairs(Node? tags) => tags is MapNode map ? map.Members.Select(m => Pair(m.Key, m.Value)) : [];

    private static MapNode Pair(string key, Node value) => Node.Map(("Key", Node.Of(key)), ("Value", value));
}
