namespace LambdaSim.Assertions;

/// <summary>A story is not the expected one. The message shows both around the difference, and why the first unexpected thing happened.</summary>
public sealed class StoryException : SimulationException
{
    internal StoryException(string message, ulong seed, long time)
        : base(message, seed, time)
    {
    }
}
