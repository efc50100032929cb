using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Neighbours.Queues;

/// <summary>Somebody who waits for messages, with what to tell and until when.</summary>
internal sealed record ReceiveWaiter(int Max, Duration Visibility, Instant Deadline, Action<IReadOnlyList<ReceivedMessage>> Answer);

// Long polling (rule SQS-WAIT): an answer comes with the first message, or when the time is over. Only who waits arms something.
public sealed partial class Queue
{
    private const int MaxMessages = 10;
    private const int MaxWaitSeconds = 20;

    private readonly List<ReceiveWaiter> _waiters = [];
    private IDisposable? _alarm;
    private Instant _alarmAt;
    private bool _isPulsing;

    /// <summary>Receives; the answer is given at once or, from the simulation's thread, later.</summary>
    /// <returns>Who waits, to be given up with <see cref="StopWaiting"/>; null: the answer was given.</returns>
    internal ReceiveWaiter? Receive(int? max, int? visibilitySeconds, int? waitSeconds, Action<IReadOnlyList<ReceivedMessage>> answer)
    {
        if (max is < 1 or > MaxMessages)
        {
            throw QueueServiceException.InvalidParameter("MaxNumberOfMessages", Text.Of(max.Value), "Must be between 1 and 10, if provided.");
        }

        if (waitSeconds is < 0 or > MaxWaitSeconds)
        {
            throw QueueServiceException.InvalidParameter("WaitTimeSeconds", Text.Of(waitSeconds.Value), "Must be >= 0 and <= 20, if provided.");
        }

        var visibility = visibilitySeconds is { } seconds ? Visibility(seconds) : Settings.Visibility;
        var wait = waitSeconds is { } given ? Duration.FromSeconds(given) : Settings.ReceiveWait;

        // At the limit a long poll stays without messages, a short one is refused.
        var isFull = wait > Duration.Zero && Counts.InFlight >= MaxInFlight;
        var found = isFull ? [] : Take(max ?? 1, visibility);
        if (found.Count > 0 || wait == Duration.Zero)
        {
            answer(found);
            return null;
        }

        var waiter = new ReceiveWaiter(max ?? 1, visibility, Now + wait, answer);
        _waiters.Add(waiter);
        Arm();
        return waiter;
    }

    internal void StopWaiting(ReceiveWaiter waiter)
    {
        _waiters.Remove(waiter);
        Arm();
    }

    // Something may be there to be had.
    private void Pulse()
    {
        if (_isPulsing || _waiters.Count == 0)
        {
            return;
        }

        _isPulsing = true;
        try
        {
            while (_waiters.Count > 0 && Counts.InFlight < MaxInFlight && Take(_waiters[0].Max, _waiters[0].Visibility) is { Count: > 0 } found)
            {
                var waiter = _waiters[0];
                _waiters.RemoveAt(0);
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
        foreach (var waiter in _waiters.ToList())
        {
            _waiters.Remove(waiter);
            waiter.Answer([]);
        }

        Arm();
    }

    private void Arm()
    {
        if (_waiters.Count == 0)
        {
            _alarm?.Dispose();
            _alarm = null;
            return;
        }

        var next = _waiters.Min(static w => w.Deadline);
        if (_hidden.Count > 0)
        {
            next = Instant.Min(next, _hidden.Min.At);
        }

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
        foreach (var waiter in _waiters.Where(w => w.Deadline <= Now).ToList())
        {
            _waiters.Remove(waiter);
            waiter.Answer([]);
        }

        Arm();
    }
}
