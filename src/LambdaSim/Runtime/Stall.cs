namespace LambdaSim.Runtime;

/// <summary>Why the watchdog gives a thread up that runs a simulation's code.</summary>
/// <param name="Milliseconds">Real time since anything moved.</param>
/// <param name="Ignored">It was interrupted and went on waiting; otherwise it computes, or is inside the operating system.</param>
internal readonly record struct Stall(double Milliseconds, bool Ignored);
