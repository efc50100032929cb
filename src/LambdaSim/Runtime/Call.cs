using LambdaSim.Events;

namespace LambdaSim.Runtime;

/// <summary>
/// A request on its way: it leaves its caller as an event, and its answer comes back as one. An answer to a process that is gone
/// is dropped; one to a frozen process waits for the thaw.
/// </summary>
internal class Call(LiveFunction function, ReadOnlyMemory<byte> payload, InvokeOptions? options) : Alarm
{
    private System.Runtime.CompilerServices.AsyncTaskMethodBuilder<InvokeResult> _answer;

    public LiveFunction Function { get; } = function;

    public ReadOnlyMemory<byte> Payload { get; } = payload;

    public InvokeOptions? Options { get; } = options;

    public virtual InvocationType Type => InvocationType.RequestResponse;

    /// <summary>Number of the arrival; negative before.</summary>
    public int Invocation { get; set; } = -1;

    /// <summary>Attempts that reached the function.</summary>
    public int Attempts { get; set; }

    /// <summary>The answer, or the last attempt's, once there is one.</summary>
    public InvokeResult? Result { get; set; }

    /// <summary>A thread outside waits for it, not code inside.</summary>
    public bool IsAnswered { get; private set; }

    internal override bool KeepsAlive => true;

    /// <summary>Whether it is on its way out; else on its way back.</summary>
    public bool IsLeaving { get; set; } = true;

    public Task<InvokeResult> Answer => _answer.Task;

    internal override bool IsBound => !IsLeaving;

    internal override void Ring()
    {
        if (IsLeaving)
        {
            IsLeaving = false;
            Function.Host.Arrive(this);
            return;
        }

        IsAnswered = true;
        if (Sandbox is { } sandbox)
        {
            sandbox.Waiting--;
        }

        Deliver();
    }

    /// <summary>Hands the answer to whoever waits for it.</summary>
    protected virtual void Deliver() => _answer.SetResult(Result!);
}

/// <summary>An event on its way into the asynchronous queue; the answer only says that it was accepted.</summary>
internal sealed class EventCall(LiveFunction function, ReadOnlyMemory<byte> payload, InvokeOptions? options) : Call(function, payload, options)
{
    private readonly TaskCompletionSource<SendResult> _accepted = new();

    public override InvocationType Type => InvocationType.Event;

    public Task<SendResult> Accepted => _accepted.Task;

    protected override void Deliver() => _accepted.TrySetResult(Function.Host.SendResultOf(this));
}
