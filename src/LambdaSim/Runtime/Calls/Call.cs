using LambdaSim.Events;
using LambdaSim.Resources;

namespace LambdaSim.Runtime;

/// <summary>
/// A request on its way: it leaves its caller as an entry of the queue, and its answer comes back as one. An answer to a process that is gone
/// is dropped; one to a frozen process waits for the thaw.
/// </summary>
internal class Call(LiveFunction function) : Alarm
{
    private System.Runtime.CompilerServices.AsyncTaskMethodBuilder<InvokeResult> _answer;

    /// <summary>The version that runs it; of an async invocation that waits while its function is updated, the newest.</summary>
    public LiveFunction Function { get; set; } = function;

    public virtual ReadOnlyMemory<byte> Payload => default;

    public virtual InvokeOptions? Options => null;

    public virtual InvocationType Type => InvocationType.RequestResponse;

    /// <summary>Number of the arrival; negative before.</summary>
    public int Invocation { get; set; } = -1;

    /// <summary>Attempts that reached the function: only async invocations are retried.</summary>
    public virtual int Attempts => 1;

    /// <summary>The answer, or the last attempt's, once there is one.</summary>
    public InvokeResult? Result { get; set; }

    /// <summary>The async invocation whose destination this one's function is; null: somebody's own request.</summary>
    public virtual CallOrigin? Origin => null;

    /// <summary>A service beside Lambda asks: no client waits for the answer.</summary>
    public virtual bool IsOfService => false;

    /// <summary>The calls it is one of; null: it comes from outside, or is as small as it can be.</summary>
    public virtual CallChain? Chain
    {
        get => null;
        set => throw new NotSupportedException();
    }

    /// <summary>The trace header that came with it; null: none did.</summary>
    public virtual TraceHeader? Trace
    {
        get => null;
        set => throw new NotSupportedException();
    }

    /// <summary>When it arrived, in nanoseconds, where more than one attempt may follow; null: when its only attempt began.</summary>
    public virtual long? ArrivedAt
    {
        get => null;
        set
        {
        }
    }

    /// <summary>It was stopped as recursive: its caller gets AWS's error.</summary>
    public bool IsStopped { get; set; }

    internal override bool KeepsAlive => true;

    /// <summary>Whether it is on its way out; else on its way back.</summary>
    public bool IsLeaving { get; set; } = true;

    public Task<InvokeResult> Answer => _answer.Task;

    internal override object? Awaited => Answer;

    internal override bool IsAnswered => Answer.IsCompleted;

    internal override string Words => $"the answer of '{Function.Name}'";

    internal override void Abandon(Exception error)
    {
        _answer.SetException(error);

        // Told to who awaits it; nobody else missed it.
        _ = Answer.Exception;
    }

    /// <summary>An attempt reaches the function.</summary>
    public virtual void Begin()
    {
    }

    internal override bool IsBound => !IsLeaving;

    internal override void Ring()
    {
        if (IsLeaving)
        {
            IsLeaving = false;
            Function.Host.Arrive(this);
            return;
        }

        if (Sandbox is { } sandbox)
        {
            sandbox.Waiting--;
        }

        Function.Host.Answered(this);

        Deliver();
    }

    /// <summary>Hands the answer to whoever waits for it.</summary>
    protected virtual void Deliver()
    {
        if (IsStopped)
        {
            Abandon(new RecursiveInvocationException());
        }
        else if (!_answer.Task.IsCompleted)
        {
            _answer.SetResult(Result!);
        }
    }
}

/// <summary>A request that carries something; one that does not is as small as it can be.</summary>
internal class PayloadCall(LiveFunction function, ReadOnlyMemory<byte> payload, InvokeOptions? options) : Call(function)
{
    public override ReadOnlyMemory<byte> Payload { get; } = payload;

    public override InvokeOptions? Options { get; } = options;

    public override CallChain? Chain { get; set; }

    public override TraceHeader? Trace { get; set; } = options?.Trace;
}

/// <summary>An async invocation on its way into its queue; the answer only says that it was accepted.</summary>
internal sealed class AsyncCall(LiveFunction function, ReadOnlyMemory<byte> payload, InvokeOptions? options) : PayloadCall(function, payload, options)
{
    private readonly TaskCompletionSource<SendResult> _accepted = new();
    private int _attempts;

    public override InvocationType Type => InvocationType.Event;

    public override long? ArrivedAt { get; set; }

    public override int Attempts => _attempts;

    public override CallOrigin? Origin => OriginOf;

    public CallOrigin? OriginOf { get; init; }

    public Task<SendResult> Accepted => _accepted.Task;

    internal override object? Awaited => Accepted;

    internal override bool IsAnswered => Accepted.IsCompleted;

    internal override string Words => $"the acceptance of an event by '{Function.Name}'";

    public override void Begin() => _attempts++;

    internal override void Abandon(Exception error)
    {
        _accepted.TrySetException(error);
        _ = Accepted.Exception;
    }

    protected override void Deliver()
    {
        if (Result is { Throttle: not ThrottleCause.None and var cause })
        {
            // AWS answers what it does not accept with an error, not with a result.
            var reason = ThrottleReason.Of(cause);
            _accepted.TrySetException(new TooManyRequestsException(reason.Reason, Result.Error?.Message ?? reason.Message));

            // Seen, also when the sender does not wait: the refusal stands in the log.
            _ = _accepted.Task.Exception;
            return;
        }

        _accepted.TrySetResult(Function.Host.SendResultOf(this));
    }
}
