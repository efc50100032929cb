using LambdaSim.Configuration;
using LambdaSim.Neighbours.Queues;
using NodaTime;

namespace LambdaSim.Sources.Queues;

/// <summary>A message as one receive gave it to a poller.</summary>
/// <param name="Message">The message.</param>
/// <param name="Receipt">Number of the receive: a later one makes it worthless.</param>
/// <param name="Bytes">Its record in the event.</param>
internal readonly record struct PolledMessage(StoredMessage Message, long Receipt, int Bytes);

/// <summary>Messages that go to the function together.</summary>
internal sealed class MessageBatch(MappingSettings settings)
{
    /// <summary>The most bytes of an event (rule ESM-BATCH).</summary>
    public const int MostBytes = 6 * 1_024 * 1_024;

    private readonly List<PolledMessage> _messages = [];

    /// <summary>The settings that it was gathered under.</summary>
    public MappingSettings Settings => settings;

    public IReadOnlyList<PolledMessage> Messages => _messages;

    /// <summary>The whole event.</summary>
    public int Bytes { get; private set; } = SqsEvent.Around;

    /// <summary>Its number, once it is sent.</summary>
    public int Number { get; set; } = -1;

    /// <summary>Attempts that Lambda refused.</summary>
    public int Refusals { get; set; }

    /// <summary>Its window is over: it goes as soon as it can.</summary>
    public bool IsDue { get; set; }

    public bool IsFull => _messages.Count >= settings.BatchSize;

    public bool Fits(in PolledMessage message) => _messages.Count == 0 || Bytes + message.Bytes + 1 <= MostBytes;

    public void Add(in PolledMessage message)
    {
        Bytes += message.Bytes + (_messages.Count > 0 ? 1 : 0);
        _messages.Add(message);
    }

    /// <summary>Leaves out what its queue has taken back: nobody holds it any more.</summary>
    public void KeepHeld(Queue queue)
    {
        if (_messages.RemoveAll(m => !queue.Holds(m.Message, m.Receipt)) > 0)
        {
            Bytes = SqsEvent.Around + _messages.Sum(static m => m.Bytes) + Math.Max(0, _messages.Count - 1);
        }
    }

    /// <summary>When the queue takes back the last of it.</summary>
    public Instant HeldUntil => _messages.Max(static m => m.Message.VisibleAt);

    public HashSet<string> IdsOf() => _messages.Select(static m => m.Message.Id).ToHashSet(StringComparer.Ordinal);

    public override string ToString() => Text.Invariant($"batch {Number}, {_messages.Count} messages");
}
