namespace LambdaSim;

/// <summary>What happens to real I/O, real timers and raw threads that enter the simulation undeclared.</summary>
public enum OutsideWork
{
    /// <summary>The run fails and says how to declare it.</summary>
    Reject,

    /// <summary>It is let in when nothing else is ready. Not reproducible.</summary>
    Accept,
}
