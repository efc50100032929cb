using LambdaSim.Configuration;
using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Projections;

/// <summary>What happened to one message of a queue, record by record.</summary>
internal sealed class MessageStory(int message, Instant start)
{
    private readonly List<ExplanationLine> _lines = [];
    private readonly HashSet<int> _batches = [];
    private int _sent;

    public int Message => message;

    public IReadOnlyList<ExplanationLine> Lines => _lines;

    /// <summary>The queue that it was sent to; null before.</summary>
    public ResourceDefinition? Queue { get; private set; }

    /// <summary>Why there is no story; null when there is one.</summary>
    public string? Problem => _lines.Count > 0 ? null
        : _sent == 0 ? "the log has no messages"
        : Text.Invariant($"the log has no message {message}; it has 0 to {_sent - 1}");

    public void See(in SimEvent e, LogNames names)
    {
        _sent += e.Kind == EventKind.MessageSent ? 1 : 0;
        if (e.Kind is EventKind.BatchSent or EventKind.BatchEnded && _batches.Contains(e.Batch))
        {
            _lines.Add(new ExplanationLine(e.Time, start.PlusNanoseconds(e.Time), ExplanationWords.OfBatch(e, names)));
        }

        if (e.Message != message)
        {
            return;
        }

        if (e.Kind == EventKind.MessageBatched)
        {
            _batches.Add(e.Batch);
        }

        Queue ??= names.Resources![e.Resource];
        var text = e.Kind == EventKind.MessageSent ? ExplanationWords.Sent(e, names) : ExplanationWords.OfMessage(e, names);
        _lines.Add(new ExplanationLine(e.Time, start.PlusNanoseconds(e.Time), text));
    }
}
