namespace LambdaSim.Templates.Documents;

/// <summary>Equal values, wherever they stand; the order of members does not count.</summary>
internal static class NodeEquality
{
    public static bool Equal(Node? a, Node? b) => (a, b) switch
    {
        (null, null) => true,
        (TextNode x, TextNode y) => x.Text == y.Text,
        (LiteralNode x, LiteralNode y) => x.Json == y.Json,
        (ListNode x, ListNode y) => x.Items.Count == y.Items.Count && x.Items.Zip(y.Items).All(p => Equal(p.First, p.Second)),
        (MapNode x, MapNode y) => x.Count == y.Count && x.Members.All(m => y.TryGet(m.Key, out var other) && Equal(m.Value, other)),
        _ => false,
    };
}
