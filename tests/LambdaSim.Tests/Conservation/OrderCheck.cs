using LambdaSim.Events;

namespace LambdaSim.Tests.Conservation;

/// <summary>What holds of every queue, whoever polls it: who has a message has it alone, and of a group none is had before those in front of it.</summary>
internal sealed class OrderCheck
{
    private readonly Dictionary<int, Place> _places = [];
    private readonly IReadOnlyDictionary<int, string> _groups;
    private readonly EventLog _log;
    private int _entered;

    private OrderCheck(EventLog log, IReadOnlyDictionary<int, string> groups) => (_log, _groups) = (log, groups);

    /// <summary>What does not hold in a log; null: all does.</summary>
    /// <param name="log">Of a run.</param>
    /// <param name="groups">Of messages of FIFO queues, by number.</param>
    public static string? FaultOf(EventLog log, IReadOnlyDictionary<int, string> groups)
    {
        var check = new OrderCheck(log, groups);
        for (var i = 0; i < log.Count; i++)
        {
            if (check.Fault(log[i]) is { } fault)
            {
                return FormattableString.Invariant($"record {i}, {log.Describe(log[i])}: {fault}");
            }
        }

        return null;
    }

    private string? Fault(in SimEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.MessageSent:
                Enter(e.Message, e.Resource);
                break;
            case EventKind.MessageMoved:
                Enter(e.Message, e.MovedTo);
                break;
            case EventKind.MessageReturned:
                _places[e.Message].HadAt = null;
                break;
            case EventKind.MessageEnded:
                _places.Remove(e.Message);
                break;
            case EventKind.MessageReceived:
                var place = _places[e.Message];
                if (place.HadAt is not null)
                {
                    return "somebody has it already";
                }

                if (_groups.TryGetValue(e.Message, out var group) && InFrontOf(place, group, e.Time) is { } before)
                {
                    return FormattableString.Invariant($"message {before} of its group {group} is in front of it");
                }

                place.HadAt = e.Time;
                break;
        }

        return null;
    }

    // One batch may hold several of a group.
    private int? InFrontOf(Place place, string group, long now)
    {
        foreach (var (number, other) in _places)
        {
            if (other.Arn == place.Arn && other.Order < place.Order && other.HadAt != now && _groups.GetValueOrDefault(number) == group)
            {
                return number;
            }
        }

        return null;
    }

    private void Enter(int message, int resource) => _places[message] = new Place(_log.Resources[resource].Arn, _entered++);

    private sealed class Place(string arn, int order)
    {
        public string Arn => arn;

        public int Order => order;

        public long? HadAt { get; set; }
    }
}
