using LambdaSim.Events;

namespace LambdaSim.Neighbours.Queues;

/// <summary>A group of a FIFO queue: its messages in order, and how many of them are in flight.</summary>
internal sealed class FifoGroup(string name) : MessageChain(MessageSlot.Group)
{
    public string Name => name;

    public int InFlight { get; set; }

    /// <summary>The message by which it stands in line; 0: it stands in none.</summary>
    public long InLine { get; set; }

    /// <summary>Whether a receive takes of it at this moment.</summary>
    public bool IsServed { get; set; }

    /// <summary>Whether something of it can be had: nothing is in flight, and the first message is not delayed.</summary>
    public bool IsFree => !IsServed && InFlight == 0 && First is { State: MessageState.Ready };
}

/// <summary>The groups of a FIFO queue; those that are free in the order of their first messages (rule SQS-FIFO-GROUP).</summary>
internal sealed class FifoGroups
{
    private readonly Dictionary<string, FifoGroup> _groups = new(StringComparer.Ordinal);
    private readonly PriorityQueue<FifoGroup, long> _free = new();

    public void Add(StoredMessage message)
    {
        if (!_groups.TryGetValue(message.Group!, out var group))
        {
            _groups.Add(message.Group!, group = new FifoGroup(message.Group!));
        }

        message.Lane = group;
        group.Append(message);
    }

    public void Remove(StoredMessage message)
    {
        var group = (FifoGroup)message.Lane!;
        group.Remove(message);
        if (group.First is null)
        {
            group.InLine = 0;
            _groups.Remove(group.Name);
        }
        else
        {
            StandInLine(group);
        }
    }

    /// <summary>Something about a group has changed.</summary>
    public void StandInLine(FifoGroup group)
    {
        if (group.IsFree && group.InLine != group.First!.Order)
        {
            group.InLine = group.First.Order;
            _free.Enqueue(group, group.InLine);
        }
    }

    /// <summary>A receive has taken of a group what it wanted.</summary>
    public void EndService(FifoGroup group)
    {
        group.IsServed = false;
        StandInLine(group);
    }

    /// <summary>The free group whose first message is the oldest; it leaves the line. Null: there is none.</summary>
    public FifoGroup? Next()
    {
        while (_free.TryDequeue(out var group, out var order))
        {
            if (group.InLine != order)
            {
                continue;
            }

            group.InLine = 0;
            if (group.IsFree && group.First!.Order == order)
            {
                return group;
            }

            StandInLine(group);
        }

        return null;
    }
}
