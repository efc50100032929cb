namespace LambdaSim.Engine;

/// <summary>
/// Who waits for what becomes of invocations: a client, the asynchronous queue. An <see cref="Arrival"/> names it by the number that
/// <see cref="Engine.Register"/> gave it; 0 is a trace's, for which nobody waits. Of each arrival it is told one thing, once: the call's end, that the invocation was
/// taken in, or that it was refused. The engine tells it from its own top level; what it does about it comes back as queue entries.
/// </summary>
internal abstract class Caller
{
    /// <summary>Lambda itself: what it sends passes no front door (rule ASY-DESTINATION).</summary>
    public virtual bool IsLambda => false;

    /// <summary>A call has ended: its record is written, its environment is free again.</summary>
    public abstract void Answered(in InvocationEnd end);

    /// <summary>The asynchronous queue has taken it in; what becomes of it is the queue's to know.</summary>
    public virtual void Accepted(int invocation)
    {
    }

    /// <summary>A call, or an async invocation at the front door, was refused for good.</summary>
    public virtual void Refused(int invocation, ThrottleCause cause)
    {
    }
}

/// <summary>How a call ended.</summary>
/// <param name="Invocation">Its number.</param>
/// <param name="Item">What its caller knows it by: see <see cref="Engine.Run"/>.</param>
/// <param name="Environment">Slot of its environment.</param>
/// <param name="Outcome">How.</param>
/// <param name="Duration">Length of the handler's run in nanoseconds.</param>
internal readonly record struct InvocationEnd(int Invocation, int Item, int Environment, Outcome Outcome, long Duration);

/// <summary>
/// The asynchronous queue as the engine sees it: it takes in what passes the front door, is the caller of each of their attempts, and has queue
/// entries of its own.
/// </summary>
internal abstract class AsyncQueue : Caller
{
    /// <summary>Invocations that wait for an attempt: they keep a run alive.</summary>
    public int Waiting { get; protected set; }

    /// <summary>An async invocation has arrived. Its caller is told that it was taken in, or refused.</summary>
    public abstract void Take(in Arrival arrival, int invocation, int ordinal);

    /// <summary>Works off a queue entry of its own.</summary>
    public abstract void Dispatch(in QueueEntry entry);

    /// <summary>The run ends within an instant: what was to be sent on at it is sent now.</summary>
    public abstract void SendRest();

    /// <summary>The run is over: what waits gets its last record.</summary>
    public abstract void Finish();
}
