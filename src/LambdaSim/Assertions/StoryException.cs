namespace LambdaSim.Assertions;

/// <summary>A story is not the expected one. The message shows both around the difference, and why the first unexpected thing happened.</summary>
public sealed class StoryException : Exception
{
    internal StoryException(string message, ulong seed)
        : base(message) => Seed = seed;

    /// <summary>The run's seed.</summary>
    public ulong Seed { get; }
}
