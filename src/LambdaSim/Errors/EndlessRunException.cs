namespace LambdaSim;

/// <summary>A verb of time would never end: functions call each other in a circle, or the test's own code goes on for ever. The message says who called whom.</summary>
public sealed class EndlessRunException : SimulationException
{
    internal EndlessRunException(string message, ulong seed, long time)
        : base(message, seed, time)
    {
    }
}
