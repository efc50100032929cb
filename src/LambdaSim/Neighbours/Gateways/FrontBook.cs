namespace LambdaSim.Neighbours.Gateways;

/// <summary>The HTTP front ends of one simulation, by name and by host.</summary>
internal sealed class FrontBook
{
    private readonly SortedDictionary<string, IHttpFront> _fronts = new(StringComparer.Ordinal);

    public T Get<T>(string kind, string name, Func<T> make)
        where T : class, IHttpFront
    {
        var key = $"{kind}/{name}";
        if (!_fronts.TryGetValue(key, out var front))
        {
            _fronts.Add(key, front = make());
        }

        return (T)front;
    }

    public bool Has(string kind, string name) => _fronts.ContainsKey($"{kind}/{name}");

    /// <summary>Has from now on what another book has, as if nothing had happened.</summary>
    public void Take(FrontBook other, FrontPlace place)
    {
        foreach (var (key, front) in other._fronts)
        {
            if (front is IPlannedFront planned)
            {
                _fronts.Add(key, planned.Again(place));
            }
        }
    }

    /// <summary>What front ends were asked for and do not do.</summary>
    public IEnumerable<string> Notes => _fronts.Values.OfType<IPlannedFront>().SelectMany(static f => f.Notes);

    /// <summary>Who answers for a host, for one below <c>localhost</c> with the same first label, or for that label alone; null: nobody.</summary>
    public IHttpFront? At(string host) => _fronts.Values.FirstOrDefault(f => FrontHost.Is(f.Domain, host));

    public IEnumerable<IHttpFront> All => _fronts.Values;
}
