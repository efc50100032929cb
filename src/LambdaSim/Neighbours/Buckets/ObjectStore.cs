namespace LambdaSim.Neighbours.Buckets;

/// <summary>The objects of a bucket with all their versions, in the order of their keys. A key costs its logarithm, whatever there is beside it.</summary>
internal sealed class ObjectStore
{
    private readonly SortedSet<string> _keys = new(KeyOrder.Instance);
    private readonly Dictionary<string, List<StoredObject>> _versions = new(StringComparer.Ordinal);

    public bool IsEmpty => _keys.Count == 0;

    /// <summary>Keys of which there is an object that no delete marker hides.</summary>
    public IEnumerable<string> Keys => _keys.Where(k => Newest(k) is not null);

    /// <summary>Keys from one on, those with nothing but delete markers too.</summary>
    public IEnumerable<string> From(string key) => _keys.GetViewBetween(key, KeyOrder.Last);

    /// <summary>The versions of a key, the newest last.</summary>
    public IReadOnlyList<StoredObject> Versions(string key) => _versions.TryGetValue(key, out var found) ? found : [];

    /// <summary>The object that a key stands for; null: none, or a delete marker hides it.</summary>
    public StoredObject? Newest(string key) => Versions(key) is [.., { IsDeleteMarker: false } newest] ? newest : null;

    /// <summary>A version, which may be a delete marker; null: there is none.</summary>
    public StoredObject? Find(string key, string version) => Versions(key).FirstOrDefault(v => v.Version == version);

    /// <summary>Adds a version, in place of one of the same name.</summary>
    public void Add(StoredObject added)
    {
        if (!_versions.TryGetValue(added.Key, out var versions))
        {
            _keys.Add(added.Key);
            _versions.Add(added.Key, versions = new(1));
        }

        versions.RemoveAll(v => v.Version == added.Version);
        versions.Add(added);
    }

    public void Replace(StoredObject version)
    {
        var versions = _versions[version.Key];
        versions[versions.FindIndex(v => v.Version == version.Version)] = version;
    }

    /// <summary>Removes a version; null: there was none.</summary>
    public StoredObject? Remove(string key, string version)
    {
        if (!_versions.TryGetValue(key, out var versions) || versions.Find(v => v.Version == version) is not { } found)
        {
            return null;
        }

        versions.Remove(found);
        if (versions.Count == 0)
        {
            _versions.Remove(key);
            _keys.Remove(key);
        }

        return found;
    }
}
