using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Neighbours;

namespace LambdaSim.Sources;

/// <summary>The event source mappings of one simulation, as the control plane keeps them and as they act.</summary>
/// <param name="host">The world they stand in.</param>
/// <param name="config">How pollers behave where AWS publishes nothing.</param>
/// <param name="pollers">Makes the poller of a mapping; null: its kind of source is not polled.</param>
internal sealed class MappingBook(INeighbourHost host, PollingConfig config, Func<Mapping, BatchNumbers, IPoller?> pollers)
{
    private readonly SortedDictionary<string, Mapping> _mappings = new(StringComparer.Ordinal);
    private readonly BatchNumbers _batches = new();

    /// <summary>A mapping by its UUID; null: there was none.</summary>
    public Mapping? Find(string uuid) => _mappings.GetValueOrDefault(uuid);

    /// <summary>The control plane has made a mapping, or changed it.</summary>
    public void Tell(MappingState state, MappingSettings settings)
    {
        if (!_mappings.TryGetValue(settings.Uuid, out var mapping))
        {
            _mappings.Add(settings.Uuid, mapping = new Mapping(host, settings, config) { Poller = m => pollers(m, _batches) });
        }

        mapping.Enter(state, settings);
    }

    /// <summary>A source was made, perhaps anew: mappings go by its ARN.</summary>
    public void SourceMade(string arn) => SourceMade(of => of == arn);

    /// <summary>A source was made that answers to more than one ARN.</summary>
    public void SourceMade(Func<string, bool> isIts)
    {
        foreach (var mapping in _mappings.Values)
        {
            if (isIts(mapping.Settings.SourceArn))
            {
                mapping.Renew();
            }
        }
    }

    /// <summary>The run is over.</summary>
    public void End()
    {
        foreach (var mapping in _mappings.Values)
        {
            mapping.End();
        }
    }
}

/// <summary>Numbers of batches, in the order in which they are sent.</summary>
internal sealed class BatchNumbers
{
    private int _next;

    public int Next() => _next++;
}
