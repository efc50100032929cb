using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>What became of records of one shard for one mapping (rule STM-FATE): a mapping reads millions, so that they are counted and not listed.</summary>
/// <param name="Reader">Mapping and shard.</param>
/// <param name="Fate">Their fate; null: they were read, and the run ended before the mapping was done with them.</param>
/// <param name="Count">How many.</param>
public sealed record RecordTally(string Reader, RecordFate? Fate, long Count)
{
    /// <summary>All of it on one line.</summary>
    public override string ToString() => Text.Invariant($"{Reader}: {Count} {Fate?.ToString() ?? "open at end"}");
}
