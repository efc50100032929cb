namespace LambdaSim.Neighbours.Streams;

/// <summary>Tags of streams and consumers (rule KIN-TAGS).</summary>
internal static class StreamTags
{
    private const int Most = 50;

    /// <exception cref="StreamException">One has characters that tags do not have, or there are too many.</exception>
    public static void Check(IReadOnlyDictionary<string, string> tags, string owner, string account)
    {
        if (tags.Any(static t => !t.Key.All(IsTag) || !t.Value.All(IsTag)))
        {
            throw StreamException.InvalidArgument("Some tags contain invalid characters. Valid characters: Unicode letters, digits, white space, _ . / = + - % @.");
        }

        RequireRoom(tags.Count, owner, account);
    }

    public static void Add(SortedDictionary<string, string> owned, IReadOnlyDictionary<string, string> tags, string owner, string account)
    {
        Check(tags, owner, account);
        RequireRoom(owned.Keys.Union(tags.Keys, StringComparer.Ordinal).Count(), owner, account);
        foreach (var (key, value) in tags)
        {
            owned[key] = value;
        }
    }

    public static void Remove(SortedDictionary<string, string> owned, IReadOnlyCollection<string> keys)
    {
        if (keys.Any(static k => !k.All(IsTag)))
        {
            throw StreamException.InvalidArgument("Some tags contain invalid characters. Valid characters: Unicode letters, digits, white space, _ . / = + - % @.");
        }

        foreach (var key in keys)
        {
            owned.Remove(key);
        }
    }

    private static void RequireRoom(int count, string owner, string account)
    {
        // AWS's text still names the number of before.
        if (count > Most)
        {
            throw StreamException.InvalidArgument($"Failed to add tags to stream {owner} under account {account} because a given stream cannot have more than 10 tags associated with it.");
        }
    }

    private static bool IsTag(char c) => char.IsLetterOrDigit(c) || char.IsWhiteSpace(c) || c is '_' or '.' or '/' or '=' or '+' or '-' or '%' or '@';
}
