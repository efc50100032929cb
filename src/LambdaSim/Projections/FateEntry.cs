using LambdaSim.Configuration;
using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Projections;

/// <summary>One stop on the way of an async invocation or a message.</summary>
/// <param name="At">Virtual time since the run's start.</param>
/// <param name="Place">Where: the name of a function, or <c>queue</c> and the name of a queue.</param>
/// <param name="What">What happened there.</param>
public sealed record FateHop(Duration At, string Place, string What)
{
    /// <summary>All of it on one line.</summary>
    public override string ToString() => $"+{TimeText.Moment(At.ToInt64Nanoseconds())} {Place}: {What}";
}

/// <summary>What an entry of the ledger is.</summary>
public enum FateKind
{
    /// <summary>An async invocation.</summary>
    Invocation = 0,

    /// <summary>A message of a queue.</summary>
    Message = 1,

    /// <summary>What a service beside Lambda hands over to one target: the notification of a topic or a bucket, an event that a rule matched, the firing of a schedule.</summary>
    Notification = 2,
}

/// <summary>An accepted async invocation, message or notification: its way, and its fate.</summary>
public sealed class FateEntry
{
    private readonly List<FateHop> _path = [];
    private readonly HashSet<string> _queues = new(StringComparer.Ordinal);

    internal FateEntry(FateKind kind, int number, int function, string place)
    {
        Kind = kind;
        Number = number;
        Function = function;
        Place = place;
    }

    /// <summary>What it is.</summary>
    public FateKind Kind { get; }

    /// <summary>A message of a queue.</summary>
    public bool IsMessage => Kind == FateKind.Message;

    /// <summary>Number of the invocation, of the message or of the notification.</summary>
    public int Number { get; }

    /// <summary>Where it was accepted: the name of a function, or <c>queue</c> and the name of a queue.</summary>
    public string Place { get; }

    /// <summary>When it was accepted: virtual time since the run's start.</summary>
    public Duration AcceptedAt => _path[0].At;

    /// <summary>What became of it; <see cref="Fate.None"/> while it is on its way.</summary>
    public Fate Fate { get; private set; }

    /// <summary>When it had its fate; null while it is on its way.</summary>
    public Duration? EndedAt { get; private set; }

    /// <summary>Its way, from where it was accepted: attempts and what was sent on, or receives and the queues it went to. Refused attempts are left out.</summary>
    public IReadOnlyList<FateHop> Path => _path;

    /// <summary>Number of the invocation that sent a message or led to a notification, or for which Lambda did; null: a client did, or it is an invocation.</summary>
    public int? Sender { get; internal init; }

    /// <summary>The messages that Lambda sent on for an async invocation: its dead letter, its records at destinations; the message that a notification became.</summary>
    public IReadOnlyList<int> Messages { get; private set; } = [];

    /// <summary>The invocations that an async invocation became at destinations that are functions; the invocation that a notification became.</summary>
    public IReadOnlyList<int> Invocations { get; private set; } = [];

    internal int Function { get; set; }

    /// <summary>What it is, its fate and its way, on one line.</summary>
    public override string ToString()
    {
        var word = Kind switch { FateKind.Message => "message", FateKind.Notification => "notification", _ => "invocation" };
        var what = Text.Invariant($"{word} {Number} of {Place}");
        return $"{what}, {(Fate == Fate.None ? "on its way" : $"{Fate}")}: {string.Join(" -> ", _path)}";
    }

    internal bool WasIn(string queue) => _queues.Contains(queue);

    internal void Enter(ResourceDefinition queue) => _queues.UnionWith([queue.Name, queue.Arn]);

    internal void Add(long time, string place, string what) => _path.Add(new FateHop(Duration.FromNanoseconds(time), place, what));

    internal void End(long time, string place, Fate fate)
    {
        (Fate, EndedAt) = (fate, Duration.FromNanoseconds(time));
        Add(time, place, fate.ToString());
    }

    internal void BecameMessage(int number) => Messages = [.. Messages, number];

    internal void BecameInvocation(int number) => Invocations = [.. Invocations, number];
}
