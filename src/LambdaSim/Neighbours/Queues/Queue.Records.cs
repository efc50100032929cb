using LambdaSim.Events;

namespace LambdaSim.Neighbours.Queues;

// What it leaves in the event log: a record a step, and one fate a message.
public sealed partial class Queue
{
    private int _index = SimEvent.None;

    /// <summary>The run ends: what is in it is there at the end.</summary>
    internal void RecordRest()
    {
        CatchUp();
        foreach (var message in _all.Messages())
        {
            Record(EventKind.MessageAtEnd, (byte)message.State, message);
        }
    }

    /// <summary>A message is in a batch for a function.</summary>
    internal void RecordBatched(StoredMessage message, int batch) => Record(EventKind.MessageBatched, 0, message, batch, Nobody);

    private void Record(EventKind kind, byte cause, StoredMessage message) => Record(kind, cause, message, message.Receives, Nobody);

    private void Record(EventKind kind, byte cause, StoredMessage message, int figure, Sender by)
    {
        if (_service.Log is { } log)
        {
            log.Record(kind, cause, by, IndexIn(log), SimEvent.PairValue(message.Number, figure));
        }
    }

    private void RecordMove(StoredMessage message, Queue to, MoveCause why)
    {
        if (_service.Log is { } log)
        {
            Record(EventKind.MessageMoved, (byte)why, message, to.IndexIn(log), Nobody);
        }
    }

    private static Sender Nobody => Sender.Client;

    // It is announced with its first record, and again after its settings have changed.
    private int IndexIn(INeighbourLog log) =>
        _index == SimEvent.None ? _index = log.Announce(ResourceKind.Queue, Name, Arn, Settings.Changed) : _index;
}
