using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>
/// Follows what each mapping does with the records of each shard (rule STM-FATE): it reads them in order, is done with them in order, each once, and its checkpoint
/// never goes back. Two numbers a shard and mapping.
/// </summary>
internal sealed class RecordCheck
{
    private readonly SortedDictionary<string, (int Read, int Ended)> _readers = new(StringComparer.Ordinal);

    /// <param name="e">A record about records of a shard.</param>
    /// <param name="step">What it does.</param>
    /// <param name="reader">The mapping as reader of the shard, by its ARN.</param>
    /// <returns>What does not follow from what came before; null: all does.</returns>
    public string? Follow(in SimEvent e, ShardStep step, string reader)
    {
        var isKnown = _readers.TryGetValue(reader, out var at);
        var (from, to) = (e.RecordPosition, e.RecordPosition + e.RecordCount);
        if (e.RecordCount <= 0)
        {
            return "it tells of no records";
        }

        // What expires unread was never read.
        if (step == ShardStep.Read || (e.Kind == EventKind.RecordsEnded && e.RecordFate == RecordFate.Expired && (!isKnown || from == at.Read)))
        {
            if (isKnown && from != at.Read)
            {
                return Text.Invariant($"the record at position {at.Read} is next to be read");
            }

            if (step == ShardStep.Ended && isKnown && at.Ended != at.Read)
            {
                return Text.Invariant($"the record at position {at.Ended} has no fate yet");
            }

            _readers[reader] = (to, step == ShardStep.Ended ? to : isKnown ? at.Ended : from);
            return null;
        }

        if (from != at.Ended)
        {
            return from < at.Ended ? "the records have a fate already" : Text.Invariant($"the record at position {at.Ended} has no fate yet");
        }

        if (to > at.Read)
        {
            return "the records were not read";
        }

        _readers[reader] = (at.Read, to);
        return null;
    }

    /// <summary>What has no fate when the run is over.</summary>
    public IEnumerable<string> Left() =>
        _readers.Where(static r => r.Value.Ended != r.Value.Read).Select(static r => Text.Invariant($"records {r.Value.Ended} to {r.Value.Read - 1} of {r.Key} have no fate"));
}
