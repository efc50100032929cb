namespace LambdaSim;

/// <summary>What happens to work that handlers put on the thread pool (<c>Task.Run</c>, <c>Task.Yield</c>, a contended semaphore).</summary>
public enum Escapes
{
    /// <summary>It is let in one item at a time, in the order it escaped: deterministic.</summary>
    Adopt,

    /// <summary>The run fails with the stack of the escape.</summary>
    Reject,
}
