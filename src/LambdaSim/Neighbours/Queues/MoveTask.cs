using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Queues;

/// <summary>What a task that moves messages back from a dead-letter queue is doing.</summary>
internal enum MoveTaskStatus
{
    Running,
    Completed,
    Cancelling,
    Cancelled,
    Failed,
}

/// <summary>
/// Moves what can be had of a dead-letter queue, the oldest first, so many messages a second: to one queue, or each to where it came from (rule SQS-MOVE-TASK). A moved
/// message has a new id, is as if sent now, and has been received by nobody.
/// </summary>
internal sealed class MoveTask(Queue source, Arn? destination, int? rate, string handle)
{
    /// <summary>Messages a second where the caller leaves it to SQS; chosen.</summary>
    private const int UsualRate = 500;

    private static readonly Duration _longest = Duration.FromHours(36);
    private static readonly Duration _second = Duration.FromSeconds(1);

    private QueueService Service => source.Service;

    public string Handle => handle;

    public Queue Source => source;

    /// <summary>Null: each message goes to where it came from.</summary>
    public Arn? Destination => destination;

    public int? Rate => rate;

    public MoveTaskStatus Status { get; private set; }

    public Instant StartedAt { get; } = source.Service.Host.Now;

    /// <summary>Messages that were there when it started.</summary>
    public int ToMove { get; } = source.Count;

    public int Moved { get; private set; }

    /// <summary>Of one that failed.</summary>
    public string? FailureReason { get; private set; }

    public bool IsActive => Status is MoveTaskStatus.Running or MoveTaskStatus.Cancelling;

    public void Start() => Service.Host.Later(Duration.Zero, Go, keepsAlive: true);

    public void Cancel() => Status = MoveTaskStatus.Cancelling;

    /// <summary>A queue that it needs is gone.</summary>
    public void Stop(string reason)
    {
        if (IsActive)
        {
            (Status, FailureReason) = (MoveTaskStatus.Failed, reason);
        }
    }

    private void Go()
    {
        if (Status == MoveTaskStatus.Cancelling)
        {
            Status = MoveTaskStatus.Cancelled;
        }

        for (var i = 0; i < (rate ?? UsualRate) && Status == MoveTaskStatus.Running; i++)
        {
            Move();
        }

        if (Status == MoveTaskStatus.Running && (Moved >= ToMove || Service.Host.Now - StartedAt >= _longest))
        {
            Status = MoveTaskStatus.Completed;
        }

        if (IsActive)
        {
            Service.Host.Later(_second, Go, keepsAlive: true);
        }
    }

    private void Move()
    {
        if (source.PeekReady() is not { } message)
        {
            Status = MoveTaskStatus.Completed;
            return;
        }

        var target = destination is { } arn ? Service.Find(arn) : message.DeadLetterSource;
        if (target is null || target.IsDeleted)
        {
            Stop(target is null && destination is null ? "CouldNotDetermineMessageSource" : "AWS.SimpleQueueService.NonExistentQueue");
            return;
        }

        source.MoveTo(target, message);
        Moved++;
    }
}
