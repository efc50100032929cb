namespace LambdaSim;

/// <summary>What to do with a handler's work that escapes to the thread pool: <c>Task.Run</c>, <c>Task.Yield</c>, a semaphore's or a channel's waiter.</summary>
public enum Escapes
{
    /// <summary>Such work is let in one item at a time, in the order in which it escaped: the run stays reproducible. The default.</summary>
    Adopt,

    /// <summary>The first escape fails the run with the stack that caused it. For handlers that must stay on one thread.</summary>
    Reject,
}
