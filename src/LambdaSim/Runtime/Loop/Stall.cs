namespace LambdaSim.Runtime;

/// <summary>Why the watchdog gives a thread up that runs a simulation's code.</summary>
/// <param name="Milliseconds">Real time since the simulation moved.</param>
/// <param name="Kind">What the thread does.</param>
internal readonly record struct Stall(double Milliseconds, StallKind Kind);

internal enum StallKind
{
    /// <summary>It runs, or is inside the operating system, or comes out of its wait again and again.</summary>
    Computes,

    /// <summary>It was interrupted and went on waiting.</summary>
    IgnoresInterrupts,

    /// <summary>It waits, and the pool work that is let in meanwhile makes more of it.</summary>
    WaitsForWorkWithoutEnd,
}
