using LambdaSim.Faults;
using LambdaSim.Neighbours.Tables.Values;
using NodaTime;

namespace LambdaSim.Neighbours.Tables;

// What a read that is eventually consistent may see (rule FLT-STALE): what was there before the last change, if a fault strikes.
public sealed partial class Table
{
    // Whoever reads later than that many changes sees the last one.
    private const int MostKept = 10_000;

    private Dictionary<(KeyTuple Hash, KeyTuple Range), (Item? Before, Instant At)>? _earlier;
    private Queue<(KeyTuple Hash, KeyTuple Range)>? _kept;
    private ulong _staleReads;

    private void Keep(KeyTuple hash, KeyTuple range, Item? before)
    {
        if (!Host.Faults.Has(FaultSite.StaleRead))
        {
            return;
        }

        _earlier ??= [];
        (_kept ??= []).Enqueue((hash, range));
        _earlier[(hash, range)] = (before, Host.Now);
        if (_kept.Count > MostKept)
        {
            _earlier.Remove(_kept.Dequeue());
        }
    }

    private Item? Seen(KeyTuple hash, KeyTuple range, Item? item, bool isConsistent) =>
        !isConsistent && _earlier?.TryGetValue((hash, range), out var earlier) == true && Host.ReadsStale("dynamodb", Name, earlier.At, _staleReads++) ? earlier.Before : item;
}
