using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Runtime;

/// <summary>
/// A request on its way: it leaves its caller as an event, and its answer comes back as one. An answer to a process that is gone
/// is dropped; one to a frozen process waits for the thaw.
/// </summary>
internal sealed class Call(LoopHost host, LiveFunction function, ReadOnlyMemory<byte> payload, InvokeOptions? options, InvocationType type) : Alarm
{
    private System.Runtime.CompilerServices.AsyncTaskMethodBuilder<InvokeResult> _answer;
    private TaskCompletionSource<SendResult>? _accepted;

    public LiveFunction Function { get; } = function;

    public ReadOnlyMemory<byte> Payload { get; } = payload;

    public InvokeOptions? Options { get; } = options;

    public InvocationType Type { get; } = type;

    /// <summary>Number of the arrival; negative before.</summary>
    public int Invocation { get; set; } = -1;

    /// <summary>When it was accepted.</summary>
    public long AcceptedAt { get; set; }

    /// <summary>Attempts that reached the function.</summary>
    public int Attempts { get; set; }

    /// <summary>The answer, or the last attempt's, once there is one.</summary>
    public InvokeResult? Result { get; set; }

    /// <summary>The event whose destination this one's function is; null: somebody's own request.</summary>
    public CallOrigin? Origin { get; init; }

    /// <summary>A thread outside waits for it, not code inside.</summary>
    public bool IsAnswered { get; private set; }

    internal override bool KeepsAlive => true;

    /// <summary>Whether it is on its way out; else on its way back.</summary>
    public bool IsLeaving { get; set; } = true;

    public Task<InvokeResult> Answer => _answer.Task;

    public Task<SendResult> Accepted => (_accepted ??= new()).Task;

    internal override bool IsBound => !IsLeaving;

    internal override void Ring()
    {
        if (IsLeaving)
        {
            IsLeaving = false;
            host.Arrive(this);
            return;
        }

        IsAnswered = true;
        if (Sandbox is { } sandbox)
        {
            sandbox.Waiting--;
        }

        if (Type == InvocationType.Event && Result is { Throttle: not ThrottleCause.None and var cause })
        {
            Refuse(ThrottleReason.Of(cause));
        }
        else if (Type == InvocationType.Event)
        {
            _accepted?.TrySetResult(host.SendResultOf(this));
        }
        else
        {
            _answer.SetResult(Result!);
        }
    }

    // AWS answers an event it does not accept with an error, not with a result.
    private void Refuse(ThrottleReason reason)
    {
        if (_accepted is null)
        {
            return;
        }

        _accepted.TrySetException(new TooManyRequestsException(reason.Reason, reason.Message));

        // Seen, also when the sender does not wait: the refusal stands in the log.
        _ = _accepted.Task.Exception;
    }
}

/// <summary>Where an event comes from that Lambda itself sends.</summary>
/// <param name="Function">Function of the event before it.</param>
/// <param name="Invocation">Number of the event before it.</param>
/// <param name="Cause">What it is to that.</param>
internal sealed record CallOrigin(int Function, int Invocation, DeliveryCause Cause);
