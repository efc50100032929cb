using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>Follows every message by itself, from where it was sent to its one fate: four bytes a message.</summary>
internal sealed class MessageCheck
{
    private const int Gone = -1;

    // Announcements of one queue, by its ARN: the first of them stands for all.
    private readonly Dictionary<string, int> _first = new(StringComparer.Ordinal);
    private readonly List<ResourceDefinition> _resources = [];
    private readonly List<int> _queues = [];

    // The queue that each message is in, or Gone.
    private int[] _places = new int[64];
    private int _sent;

    /// <summary>The resources so far.</summary>
    public IReadOnlyList<ResourceDefinition> Resources => _resources;

    /// <returns>What is wrong with the announcement; null: nothing.</returns>
    public string? Announce(ResourceDefinition resource)
    {
        var wrong = resource.Index == _resources.Count ? null : Text.Invariant($"{resource} has index {resource.Index} where {_resources.Count} is next");
        _resources.Add(resource);
        _first.TryAdd(resource.Arn, _queues.Count);
        _queues.Add(_first[resource.Arn]);
        return wrong;
    }

    /// <returns>What does not follow from what came before; null: all does.</returns>
    public string? Follow(in SimEvent e, MessageStep step)
    {
        if (!IsAnnounced(e.Resource) || (step == MessageStep.Moved && !IsAnnounced(e.MovedTo)))
        {
            return "its resource is not announced";
        }

        if (step == MessageStep.Sent)
        {
            return Send(e);
        }

        if (e.Message < 0 || e.Message >= _sent)
        {
            return "the message was not sent";
        }

        ref var place = ref _places[e.Message];
        if (step == MessageStep.Known)
        {
            return null;
        }

        if (place != _queues[e.Resource])
        {
            return place == Gone ? "the message has a fate already" : $"the message is in {_resources[place]}";
        }

        place = step switch
        {
            MessageStep.Ended => Gone,
            MessageStep.Moved => _queues[e.MovedTo],
            _ => place,
        };
        return null;
    }

    /// <summary>What has no fate when the run is over.</summary>
    public IEnumerable<string> Left()
    {
        for (var i = 0; i < _sent; i++)
        {
            if (_places[i] != Gone)
            {
                yield return Text.Invariant($"message {i} has no fate: it is in {_resources[_places[i]]}");
            }
        }
    }

    private string? Send(in SimEvent e)
    {
        if (e.Message != _sent)
        {
            return Text.Invariant($"message {_sent} is next to be sent");
        }

        if (_sent == _places.Length)
        {
            Array.Resize(ref _places, _places.Length * 2);
        }

        _places[_sent++] = _queues[e.Resource];
        return null;
    }

    private bool IsAnnounced(int index) => index >= 0 && index < _resources.Count;
}
