using LambdaSim.Configuration;

namespace LambdaSim.Assertions;

/// <summary>Something that was accepted was lost. The message has a line for each hop and cause, with the setting that would have kept it.</summary>
public sealed class LossException : LambdaSimException
{
    internal LossException(string message, ulong? seed)
        : base(seed is { } known ? $"{message}\n({RunSeed.Repeat(known)})" : message, seed: seed)
    {
    }
}
