using LambdaSim.Configuration;
using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Sources.Streams;

// From records to a unit that is tried, and when it is tried (rules STM-BATCH, STM-WINDOW, STM-AGE).
internal sealed partial class ShardReader
{
    // The most bytes of an event, as for queues (rule ESM-BATCH).
    private const int MostBytes = 6 * 1_024 * 1_024;

    // What a modelled function is sent: only the length counts.
    private static readonly Lazy<byte[]> _some = new(static () => new byte[MostBytes]);

    private bool HasTumbling => _stream.TumblingWindow > Duration.Zero;

    // Whether records have left the lane, so that there is room for others.
    private bool Advance(Lane lane)
    {
        if (lane.State is LaneState.Sent or LaneState.Waiting)
        {
            return false;
        }

        var before = lane.Records.Count;
        while (lane.State is LaneState.Idle or LaneState.Gathering && Next(lane))
        {
            Attempt(lane);
        }

        return lane.Records.Count < before;
    }

    // Whether there is a unit to be tried.
    private bool Next(Lane lane)
    {
        if (lane.Unit > 0)
        {
            return true;
        }

        if (lane.Halves.Count > 0)
        {
            lane.Renew(lane.Halves[^1]);
            lane.Halves.RemoveAt(lane.Halves.Count - 1);
            return true;
        }

        return Gather(lane);
    }

    private bool Gather(Lane lane)
    {
        if (lane.Records.Count == 0)
        {
            AwaitWindow(lane);
            return false;
        }

        if (HasTumbling && !Enter(lane))
        {
            return false;
        }

        var isWhole = Collect(lane);
        if (!isWhole && !lane.IsDue && _settings.Window > Duration.Zero && !(_shard.IsClosed && _cursor >= _shard.Next))
        {
            if (lane.State != LaneState.Gathering)
            {
                lane.State = LaneState.Gathering;
                lane.Disarm();
                lane.Alarm = _host.After(WindowLeft(lane), () => WindowEnds(lane));
            }

            return false;
        }

        lane.Disarm();
        lane.State = LaneState.Idle;
        lane.Renew(lane.Gathered);
        (lane.Gathered, lane.GatheredBytes, lane.IsDue) = (0, 0, false);
        return true;
    }

    // Whether no more goes into the batch: it is full, or the next record belongs to another.
    private bool Collect(Lane lane)
    {
        var around = _event.Around + (lane.Window?.State.Length ?? 0);
        while (lane.Gathered < _settings.BatchSize)
        {
            if (lane.Gathered == lane.Records.Count)
            {
                return false;
            }

            ref readonly var next = ref lane.Records[lane.Gathered];
            if (lane.Gathered > 0 && (around + lane.GatheredBytes + next.Bytes + 1 > MostBytes || (lane.Window is { } window && WindowOf(next.Arrived) != window.Start)))
            {
                return true;
            }

            lane.GatheredBytes += next.Bytes + (lane.Gathered++ > 0 ? 1 : 0);
        }

        return true;
    }

    private Duration WindowLeft(Lane lane)
    {
        var window = _settings.Window;
        if (_poller.World.Config.WindowStart == WindowStart.FirstMessage || _poller.Kind is Neighbours.Shards.ShardedStreamKind.Broker or Neighbours.Shards.ShardedStreamKind.DocumentDb)
        {
            return window;
        }

        var since = _host.Now - lane.BatchEnded;
        return window - Duration.FromNanoseconds(since.ToInt64Nanoseconds() % window.ToInt64Nanoseconds());
    }

    private void WindowEnds(Lane lane)
    {
        lane.Alarm = null;
        lane.IsDue = true;
        Pump();
    }

    // What has grown too old at the head of the unit is cut off; whether anything of it is left.
    private bool CutOld(Lane lane)
    {
        var expired = 0;
        for (var first = _shard.First; expired < lane.Unit && lane.Records[expired].Position < first;)
        {
            expired++;
        }

        if (expired > 0)
        {
            Finish(lane, expired, RecordFate.Expired);
        }

        if (_stream.MaximumRecordAge is { } most)
        {
            var oldest = Neighbours.Shards.ShardRecord.NanosecondsOf(_host.Now - most);
            var old = 0;
            while (old < lane.Unit && lane.Records[old].Arrived < oldest)
            {
                old++;
            }

            if (old > 0)
            {
                lane.Witness = WitnessOf(lane, old, null);
                var isTold = GiveUp(lane, old, GivenUp.RecordAgeExceeded, lane.Attempts + 1);
                Finish(lane, old, isTold ? RecordFate.AgeExceededTold : RecordFate.AgeExceeded);
                expired += old;
            }
        }

        if (expired == 0)
        {
            return true;
        }

        if (lane.Unit == 0)
        {
            if (lane.Batch >= 0)
            {
                RecordEnd(lane, BatchEnd.TooOld, 0);
            }

            lane.Renew(0);
            return false;
        }

        // The checkpoint has moved: attempts count anew for what is left.
        lane.Attempts = lane.Refusals = 0;
        return true;
    }

    // The first of the unit have their fate.
    private void Finish(Lane lane, int count, RecordFate fate)
    {
        for (var i = 0; i < count; i++)
        {
            _fates.End(lane.Records[i].Position, fate);
        }

        lane.Records.RemoveFirst(count);
        lane.Unit -= count;
    }

    private Duration Backoff(Lane lane)
    {
        const int LongestDoubling = 30;
        var config = _poller.World.Config;
        var doubled = config.StreamBackoff.ToDuration() * (1L << Math.Clamp(lane.Attempts + lane.Refusals - 1, 0, LongestDoubling));
        return Duration.Min(doubled, config.LongestBackoff.ToDuration());
    }

    private void Wait(Lane lane)
    {
        lane.State = LaneState.Waiting;
        lane.Alarm = _host.After(Backoff(lane), () =>
        {
            lane.Alarm = null;
            lane.State = LaneState.Idle;
            Pump();
        });
    }
}
