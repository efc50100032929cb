namespace LambdaSim.Assertions;

/// <summary>An invariant of a simulation does not hold. The message tells the story that led to it, and how to repeat the run.</summary>
public sealed class InvariantException : SimulationException
{
    internal InvariantException(string message, string invariant, ulong seed, long time, Exception? inner = null)
        : base(message, seed, time, inner) => Invariant = invariant;

    /// <summary>The invariant, in its author's words.</summary>
    public string Invariant { get; }
}
