using LambdaSim.Faults;
using LambdaSim.Neighbours.Tables.Values;
using NodaTime;

namespace LambdaSim.Neighbours.Tables;

// What a read that is eventually consistent may see (rule FLT-STALE): what was there before the last change, if a fault strikes.
public sealed partial class Table
{
    // Whoever reads later than that many changes sees the last one.
    private const int MostKept = 10_000;

    private Dictionary<(KeyTuple Hash, KeyTuple Range), (Item? Before, Instant At, ulong Change)>? _earlier;
    private Queue<(KeyTuple Hash, KeyTuple Range, ulong Change)>? _kept;
    private ulong _changes;
    private ulong _staleReads;

    private void Keep(KeyTuple hash, KeyTuple range, Item? before)
    {
        if (!Host.Faults.Has(FaultSite.StaleRead))
        {
            return;
        }

        _earlier ??= [];
        (_kept ??= []).Enqueue((hash, range, ++_changes));
        _earlier[(hash, range)] = (before, Host.Now, _changes);
        if (_kept.Count > MostKept && _kept.Dequeue() is var oldest && _earlier.GetValueOrDefault((oldest.Hash, oldest.Range)).Change == oldest.Change)
        {
            _earlier.Remove((oldest.Hash, oldest.Range));
        }
    }

    private Item? Seen(KeyTuple hash, KeyTuple range, Item? item, bool isConsistent) =>
        !isConsistent && _earlier?.TryGetValue((hash, range), out var earlier) == true && Host.ReadsStale("dynamodb", Name, earlier.At, _staleReads++) ? earlier.Before : item;
}
