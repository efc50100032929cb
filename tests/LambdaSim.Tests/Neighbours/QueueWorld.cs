using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Neighbours;
using LambdaSim.Neighbours.Queues;
using LambdaSim.Projections;
using LambdaSim.Resources;

namespace LambdaSim.Tests.Neighbours;

/// <summary>Queues on a clock that a test moves by hand.</summary>
internal sealed class QueueWorld : INeighbourHost, INeighbourLog
{
    private readonly List<(Instant At, Action Action)> _due = [];

    private static readonly Instant _start = Instant.FromUtc(2026, 1, 1, 0, 0);

    public QueueWorld() => Book = new QueueBook(this);

    public Instant Now { get; private set; } = _start;

    public ulong Seed { get; init; } = 1;

    public int MaxMessageBytes { get; init; } = 1_048_576;

    public int MaxFifoInFlight { get; init; } = 120_000;

    public bool KeepsHistory { get; init; } = true;

    public INeighbourLog? Log => this;

    /// <summary>What the queues recorded.</summary>
    public EventLog Records { get; } = new(1);

    /// <summary>The records, each with its second.</summary>
    public string[] Rows => [.. Records.Select(e => Text.Invariant($"{e.Time / 1e9:0.###} {Row(e)}"))];

    public QueueBook Book { get; }

    public QueueService Service => Book.At("123456789012", "us-east-1");

    /// <summary>Alarms that are set.</summary>
    public int Armed => _due.Count;

    public ResourceDirectory Directory { get; } = new();

    public Sender Sender => Sender.Client;

    public IDisposable Later(Duration delay, Action action, bool keepsAlive) => After(delay, action);

    public IDisposable After(Duration delay, Action action)
    {
        var entry = (Now + delay, action);
        _due.Add(entry);
        return new Unset(() => _due.Remove(entry));
    }

    public void Pass(double seconds)
    {
        var end = Now + Duration.FromMilliseconds(seconds * 1_000);
        while (_due.Where(d => d.At <= end).OrderBy(d => d.At).FirstOrDefault() is { Action: not null } next)
        {
            _due.Remove(next);
            Now = next.At;
            next.Action();
        }

        Now = end;
    }

    /// <summary>Ends the run.</summary>
    public LedgerBalance End()
    {
        Book.End();
        ((IEventObserver)Records).OnEnd(new RunEnd((Now - _start).ToInt64Nanoseconds(), 0, Partial: false));
        var ledger = new Ledger(strict: true);
        Records.Replay(ledger);
        return ledger.Balance();
    }

    int INeighbourLog.Announce(ResourceKind kind, string name, string arn, IReadOnlyList<KeyValuePair<string, string>> settings)
    {
        ((IEventObserver)Records).OnResource(new ResourceDefinition(Records.Resources.Count, kind, name, arn) { Settings = settings });
        return Records.Resources.Count - 1;
    }

    void INeighbourLog.Record(EventKind kind, byte cause, Sender by, int resource, long value) =>
        ((IEventObserver)Records).OnEvents([new SimEvent((Now - _start).ToInt64Nanoseconds(), kind, cause, 0, by.Function, by.Invocation, resource, value)]);

    public Queue Create(string name = "orders", params (string Name, string Value)[] attributes) =>
        Service.Create(name, attributes.ToDictionary(a => a.Name, a => a.Value), new Dictionary<string, string>());

    public static string Redrive(Queue target, int count) => $$"""{"deadLetterTargetArn":"{{target.Arn}}","maxReceiveCount":"{{LambdaSim.Configuration.Text.Of(count)}}"}""";

    /// <summary>The error's code and message.</summary>
    public static (string Code, string Message) Refused(Action action)
    {
        var error = Assert.Throws<QueueServiceException>(action);
        return (error.ErrorCode, error.Message);
    }

    private string Row(in SimEvent e)
    {
        var said = Records.Describe(e);
        return $"{e.Kind}{said[said.IndexOf(", queue", StringComparison.Ordinal)..]}";
    }

    private sealed class Unset(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}

internal static class QueueSteps
{
    public static StoredMessage Put(this Queue queue, string body, string? group = null, string? id = null, int? delay = null) =>
        queue.Send(new SendRequest(body) { Group = group, DeduplicationId = id, DelaySeconds = delay });

    /// <summary>Receives without waiting.</summary>
    public static IReadOnlyList<ReceivedMessage> Get(this Queue queue, int max = 10, int? visibility = null)
    {
        IReadOnlyList<ReceivedMessage> found = [];
        queue.Receive(max, visibility, 0, m => found = m);
        return found;
    }

    public static string[] Bodies(this IEnumerable<ReceivedMessage> messages) => [.. messages.Select(m => m.Message.Sent.Body)];
}
