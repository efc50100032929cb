using LambdaSim.Configuration;

namespace LambdaSim;

/// <summary>
/// What LambdaSim itself throws. Each carries the seed that repeats the run: in <see cref="Seed"/>, in <see cref="Exception.Data"/> under <c>LambdaSim.Seed</c>
/// and in <see cref="ToString"/>; in the message too, unless its words are AWS's or it is about a file.
/// </summary>
public abstract class LambdaSimException : Exception
{
    /// <summary>Key of the seed in <see cref="Exception.Data"/>.</summary>
    internal const string SeedKey = "LambdaSim.Seed";

    /// <param name="message">What, where, why and what to do.</param>
    /// <param name="inner">What caused it.</param>
    /// <param name="seed">The run's seed; null: that of the simulation at work.</param>
    internal LambdaSimException(string message, Exception? inner = null, ulong? seed = null)
        : base(message, inner) => Data[SeedKey] = Seed = seed ?? RunSeed.Current;

    /// <summary>The seed of the run that it comes from; where there is no run yet, the seed that one would have.</summary>
    public ulong Seed { get; }

    /// <inheritdoc/>
    public override string ToString() => Message.Contains(RunSeed.Repeat(Seed), StringComparison.Ordinal) ? base.ToString() : $"{base.ToString()}{System.Environment.NewLine}({RunSeed.Repeat(Seed)})";
}
