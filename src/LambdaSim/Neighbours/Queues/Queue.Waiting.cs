using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Neighbours.Queues;

/// <summary>Somebody who waits for messages, with what to tell and until when.</summary>
internal sealed record ReceiveWaiter(ReceiveRequest Request, Duration Visibility, Instant Deadline, Action<IReadOnlyList<ReceivedMessage>> Answer)
{
    /// <summary>Whether it has its answer, or wants none any more.</summary>
    public bool IsOver { get; set; }
}

/// <summary>What a receive asks for.</summary>
internal sealed record ReceiveRequest
{
    /// <summary>Null: one.</summary>
    public int? Max { get; init; }

    /// <summary>Null: the queue's.</summary>
    public int? VisibilitySeconds { get; init; }

    /// <summary>Null: the queue's.</summary>
    public int? WaitSeconds { get; init; }

    /// <summary>Of a FIFO queue: what a repeated request has in common with the first.</summary>
    public string? AttemptId { get; init; }
}

// Long polling (rule SQS-WAIT): an answer comes with the first message, or when the time is over. Only who waits arms something.
public sealed partial class Queue
{
    private const int MaxMessages = 10;
    private const int MaxWaitSeconds = 20;

    private readonly Queue<ReceiveWaiter> _waiters = [];
    private readonly PriorityQueue<ReceiveWaiter, (Instant, long)> _deadlines = new();
    private long _waits;
    private IDisposable? _alarm;
    private Instant _alarmAt;
    private bool _isPulsing;

    /// <summary>Receives; the answer is given at once or, from the simulation's thread, later.</summary>
    /// <returns>Who waits, to be given up with <see cref="StopWaiting"/>; null: the answer was given.</returns>
    internal ReceiveWaiter? Receive(ReceiveRequest request, Action<IReadOnlyList<ReceivedMessage>> answer)
    {
        Check(request);
        var visibility = request.VisibilitySeconds is { } seconds ? Visibility(seconds) : Settings.Visibility;
        var wait = request.WaitSeconds is { } given ? Duration.FromSeconds(given) : Settings.ReceiveWait;

        // At the limit a long poll stays without messages, a short one is refused.
        var isFull = wait > Duration.Zero && Counts.InFlight >= MaxInFlight;
        var found = isFull ? [] : Take(request, visibility);
        if (found.Count > 0 || wait == Duration.Zero)
        {
            answer(found);
            return null;
        }

        var waiter = new ReceiveWaiter(request, visibility, Now + wait, answer);
        _waiters.Enqueue(waiter);
        _deadlines.Enqueue(waiter, (waiter.Deadline, ++_waits));
        Arm();
        return waiter;
    }

    internal ReceiveWaiter? Receive(int? max, int? visibilitySeconds, int? waitSeconds, Action<IReadOnlyList<ReceivedMessage>> answer) =>
        Receive(new ReceiveRequest { Max = max, VisibilitySeconds = visibilitySeconds, WaitSeconds = waitSeconds }, answer);

    internal void StopWaiting(ReceiveWaiter waiter)
    {
        waiter.IsOver = true;
        Arm();
    }

    private void Check(ReceiveRequest request)
    {
        if (request.Max is < 1 or > MaxMessages)
        {
            throw QueueServiceException.InvalidParameter("MaxNumberOfMessages", Text.Of(request.Max.Value), "Must be between 1 and 10, if provided.");
        }

        if (request.WaitSeconds is < 0 or > MaxWaitSeconds)
        {
            throw QueueServiceException.InvalidParameter("WaitTimeSeconds", Text.Of(request.WaitSeconds.Value), "Must be >= 0 and <= 20, if provided.");
        }

        if (request.AttemptId is { } id)
        {
            MessageRules.CheckId("ReceiveRequestAttemptId", id);
            if (!IsFifo)
            {
                throw QueueServiceException.InvalidParameter("ReceiveRequestAttemptId", id, NotOfThisType);
            }
        }
    }

    private IReadOnlyList<ReceivedMessage> Take(ReceiveRequest request, Duration visibility) =>
        request.AttemptId is { } id ? TakeOf(id, request.Max ?? 1, visibility) : Take(request.Max ?? 1, visibility);

    // Who waits longest; null: nobody waits.
    private ReceiveWaiter? Waiting
    {
        get
        {
            while (_waiters.TryPeek(out var waiter))
            {
                if (!waiter.IsOver)
                {
                    return waiter;
                }

                _waiters.Dequeue();
            }

            return null;
        }
    }

    // Something may be there to be had.
    private void Pulse()
    {
        TellPollers();
        if (_isPulsing || Waiting is null)
        {
            return;
        }

        _isPulsing = true;
        try
        {
            while (Waiting is { } waiter && Counts.InFlight < MaxInFlight && Take(waiter.Request, waiter.Visibility) is { Count: > 0 } found)
            {
                waiter.IsOver = true;
                waiter.Answer(found);
            }
        }
        finally
        {
            _isPulsing = false;
        }

        Arm();
    }

    // Nobody waits any more.
    private void Release()
    {
        while (Waiting is { } waiter)
        {
            waiter.IsOver = true;
            waiter.Answer([]);
        }

        Arm();
    }

    private void Arm()
    {
        while (_deadlines.TryPeek(out var over, out _) && over.IsOver)
        {
            _deadlines.Dequeue();
        }

        if (!_deadlines.TryPeek(out var first, out _))
        {
            _alarm?.Dispose();
            _alarm = null;
            return;
        }

        var next = NextVisible is { } visible ? Instant.Min(first.Deadline, visible) : first.Deadline;
        if (_alarm is null || next != _alarmAt)
        {
            _alarm?.Dispose();
            _alarmAt = next;
            _alarm = _service.Host.After(next - Now, Ring);
        }
    }

    private void Ring()
    {
        _alarm = null;
        Pulse();
        while (_deadlines.TryPeek(out var waiter, out _) && (waiter.IsOver || waiter.Deadline <= Now))
        {
            _deadlines.Dequeue();
            if (!waiter.IsOver)
            {
                waiter.IsOver = true;
                waiter.Answer([]);
            }
        }

        Arm();
    }
}
