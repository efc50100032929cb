using LambdaSim.Events;
using LambdaSim.Neighbours.Tables.Values;
using LambdaSim.Randomness;
using NodaTime;

namespace LambdaSim.Neighbours.Tables;

/// <summary>What a table says of items that expire.</summary>
/// <param name="Attribute">Whose value is the second since 1970 at which an item expires.</param>
internal sealed record TimeToLive(string Attribute);

// Items go some time after their expiry (rule DDB-TTL).
public sealed partial class Table
{
    // Values that are older say that they are no expiry.
    private static readonly Duration _oldest = Duration.FromDays(5 * 365);

    private const long LastSecond = 253_402_300_799; // Of the year 9999, where instants end.

    // Alarms are set by nanoseconds of 64 bits.
    private static readonly Duration _latest = Duration.FromDays(200 * 365);

    private readonly PriorityQueue<(KeyTuple Hash, KeyTuple Range), (Instant Due, long Number)> _expiry = new();
    private IDisposable? _sweep;
    private Instant _sweepAt;
    private long _expiries;

    /// <summary>Null: items do not expire.</summary>
    internal TimeToLive? TimeToLive { get; private set; }

    internal Instant? TimeToLiveChangedAt { get; private set; }

    /// <summary>UpdateTimeToLive.</summary>
    internal void SetTimeToLive(bool isEnabled, string attribute)
    {
        if (TimeToLiveChangedAt is { } changed && Host.Now > changed && Host.Now - changed < Duration.FromHours(1))
        {
            throw TableException.Invalid("Time to live has been modified multiple times within a fixed interval");
        }

        if (isEnabled && TimeToLive is { } present)
        {
            throw TableException.Invalid(present.Attribute == attribute ? "TimeToLive is already enabled" : $"TimeToLive is active on a different AttributeName: current AttributeName is {present.Attribute}");
        }

        if (!isEnabled && TimeToLive is null)
        {
            throw TableException.Invalid("TimeToLive is already disabled");
        }

        TimeToLive = isEnabled ? new TimeToLive(attribute) : null;
        TimeToLiveChangedAt = Host.Now;
        _expiry.Clear();
        if (isEnabled)
        {
            foreach (var row in _store.Scan(null, 0, RowStore.HashSlots))
            {
                Expire(row.Hash, row.Range, null, row.Item);
            }
        }
    }

    private void Expire(KeyTuple hash, KeyTuple range, Item? before, Item? after)
    {
        if (TimeToLive is not { Attribute: var attribute } || after?[attribute] is not { } value || value.Equals(before?[attribute]) || ExpiryOf(after) is not { } at)
        {
            return;
        }

        // Later than an alarm can be set: in no run.
        if (at - Host.Now > _latest)
        {
            return;
        }

        var share = Draw.Share(Draw.At(Draw.Stream(Host.Seed, Purpose.ItemExpiry, StableHash.Of(Arn)), (ulong)_expiries));
        var due = Instant.Max(at, Host.Now) + Duration.FromNanoseconds((long)(share * Catalog.Book.Times.TimeToLiveDelay.ToDuration().ToInt64Nanoseconds()));
        _expiry.Enqueue((hash, range), (due, _expiries++));
        ArmSweep();
    }

    private void ArmSweep()
    {
        if (!_expiry.TryPeek(out _, out var next) || (_sweep is not null && _sweepAt <= next.Due))
        {
            return;
        }

        // What expires in a year keeps no run alive until then.
        _sweep?.Dispose();
        _sweepAt = next.Due;
        _sweep = Host.Later(Duration.Max(Duration.Zero, next.Due - Host.Now), Sweep, keepsAlive: false);
    }

    private void Sweep()
    {
        _sweep = null;
        while (_expiry.TryPeek(out var key, out var at) && at.Due <= Host.Now)
        {
            _expiry.Dequeue();

            // An update meanwhile wins: it has an entry of its own.
            if (_store.Find(key.Hash, key.Range) is { } row && ExpiryOf(row.Item) is { } expiry && expiry <= Host.Now)
            {
                Apply(row, key.Hash, key.Range, null, isExpiry: true);
                Record(ItemOutcome.Expired, Sender.Service, 1);
            }
        }

        ArmSweep();
    }

    private Instant? ExpiryOf(Item item)
    {
        if (item[TimeToLive!.Attribute] is not NumberValue { Number: { IsNegative: false } number } || number.Magnitude > 11)
        {
            return null;
        }

        var seconds = decimal.Parse(number.ToString(), System.Globalization.CultureInfo.InvariantCulture);
        if (seconds > LastSecond)
        {
            return null;
        }

        var at = Instant.FromUnixTimeSeconds((long)seconds);
        return at > Host.Now - _oldest ? at : null;
    }
}
