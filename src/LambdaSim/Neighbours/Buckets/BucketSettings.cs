namespace LambdaSim.Neighbours.Buckets;

/// <summary>Sub-resources of a bucket that are kept as their clients wrote them (rule BKT-SETTINGS).</summary>
internal sealed class BucketSettings
{
    private readonly SortedDictionary<string, ReadOnlyMemory<byte>> _written = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _removed = new(StringComparer.Ordinal);

    /// <summary>Those that were written.</summary>
    public IReadOnlyCollection<string> Written => _written.Keys;

    /// <summary>As it was written; null: it was not.</summary>
    public ReadOnlyMemory<byte>? this[string name] => _written.TryGetValue(name, out var document) ? document : (ReadOnlyMemory<byte>?)null;

    /// <summary>Whether a client deleted what a new bucket has.</summary>
    public bool IsRemoved(string name) => _removed.Contains(name);

    public void Write(string name, ReadOnlyMemory<byte> document)
    {
        _removed.Remove(name);
        _written[name] = document;
    }

    public void Remove(string name)
    {
        _written.Remove(name);
        _removed.Add(name);
    }
}
