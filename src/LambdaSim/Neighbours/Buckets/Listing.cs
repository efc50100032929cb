namespace LambdaSim.Neighbours.Buckets;

/// <summary>What a listing of objects is asked for (rule BKT-LIST).</summary>
/// <param name="Prefix">Keys begin with it.</param>
/// <param name="Delimiter">Keys that have it behind the prefix are told by their common prefix; null: all keys are told.</param>
/// <param name="After">Keys, and common prefixes, behind it; null: all.</param>
/// <param name="Most">How many keys and common prefixes.</param>
internal sealed record ListQuery(string Prefix, string? Delimiter, string? After, int Most);

/// <summary>A page of a listing.</summary>
internal sealed record ListPage(IReadOnlyList<StoredObject> Objects, IReadOnlyList<string> CommonPrefixes, string? Next)
{
    /// <summary>A page of the objects that keys stand for. It costs what it tells: keys behind a common prefix are not looked at.</summary>
    public static ListPage Of(ObjectStore store, ListQuery query) => Of(store, query, static versions => versions is [.., { IsDeleteMarker: false } newest] ? [newest] : [], null);

    /// <summary>A page of all versions, the newest of a key first.</summary>
    /// <param name="store">Whose.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="afterVersion">Of the key that the page begins behind; null: behind all of its versions.</param>
    public static ListPage OfVersions(ObjectStore store, ListQuery query, string? afterVersion) => Of(store, query, static versions => versions.Reverse(), afterVersion);

    private static ListPage Of(ObjectStore store, ListQuery query, Func<IReadOnlyList<StoredObject>, IEnumerable<StoredObject>> versionsOf, string? afterVersion)
    {
        List<StoredObject> objects = [];
        List<string> prefixes = [];
        var after = query.After;
        var at = after is not null && KeyOrder.Instance.Compare(after, query.Prefix) > 0 ? after : query.Prefix;
        string? last = null;
        while (query.Most > 0)
        {
            var isRolled = false;
            foreach (var key in store.From(at))
            {
                if (!key.StartsWith(query.Prefix, StringComparison.Ordinal))
                {
                    break;
                }

                if (Rolled(key, query) is { } common)
                {
                    // A page that ended with a common prefix goes on behind all of its keys.
                    if (common != after && !(after is not null && after.StartsWith(common, StringComparison.Ordinal) && KeyOrder.Instance.Compare(key, after) <= 0))
                    {
                        if (versionsOf(store.Versions(key)).FirstOrDefault() is null)
                        {
                            continue;
                        }

                        if (objects.Count + prefixes.Count == query.Most)
                        {
                            return new(objects, prefixes, last);
                        }

                        if (after is null || KeyOrder.Instance.Compare(common, after) > 0)
                        {
                            prefixes.Add(last = common);
                        }
                    }

                    at = common + KeyOrder.Highest;
                    isRolled = true;
                    break;
                }

                if (after is not null && KeyOrder.Instance.Compare(key, after) <= 0 && !(key == after && afterVersion is not null))
                {
                    continue;
                }

                var versions = versionsOf(store.Versions(key));
                foreach (var version in key == after && afterVersion is not null ? versions.SkipWhile(v => v.Version != afterVersion).Skip(1) : versions)
                {
                    if (objects.Count + prefixes.Count == query.Most)
                    {
                        return new(objects, prefixes, last);
                    }

                    objects.Add(version);
                    last = key;
                }
            }

            if (!isRolled)
            {
                break;
            }
        }

        return new(objects, prefixes, null);
    }

    private static string? Rolled(string key, ListQuery query) =>
        query.Delimiter is { Length: > 0 } delimiter && key.IndexOf(delimiter, query.Prefix.Length, StringComparison.Ordinal) is >= 0 and var end ? key[..(end + delimiter.Length)] : null;
}
