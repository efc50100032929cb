using LambdaSim.Events;
using LambdaSim.Neighbours.Shards;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Sources.Streams;

// Windows over which a lane keeps state (rule STM-TUMBLING): no window has records of another, and each ends with an invocation of its own.
internal sealed partial class ShardReader
{
    private long WindowNanoseconds => _stream.TumblingWindow.ToInt64Nanoseconds();

    private long WindowOf(long arrived) => arrived - (arrived % WindowNanoseconds);

    private static Instant At(long nanoseconds) => new ShardRecord(nanoseconds, 0, 0, 0).ArrivedAt;

    private TumblingEvent TumblingOf(TumblingState window) =>
        new(At(window.Start), At(window.Start) + _stream.TumblingWindow, window.State, window.IsClosing, window.IsCutShort);

    // Whether the window of the next record is open; the one before is closed first.
    private bool Enter(Lane lane)
    {
        var next = WindowOf(lane.Records[0].Arrived);
        if (lane.Window is { } window && (window.IsClosing || window.Start != next))
        {
            CloseWindow(lane);
            return false;
        }

        lane.Window ??= new TumblingState(next);
        return true;
    }

    // No record has come: the window ends with the shard, or when none has come for long.
    private void AwaitWindow(Lane lane)
    {
        if (lane.Window is not { } window)
        {
            return;
        }

        var end = At(window.Start) + _stream.TumblingWindow;
        var close = Instant.Max(end, lane.BatchEnded + _poller.World.Config.TumblingIdle.ToDuration());
        if (window.IsClosing || (_shard.IsClosed && _cursor >= _shard.Next) || _host.Now >= close)
        {
            CloseWindow(lane);
        }
        else
        {
            lane.Alarm ??= _host.After(close - _host.Now, () =>
            {
                lane.Alarm = null;
                Pump();
            });
        }
    }

    private static void Keep(Lane lane, ReadOnlyMemory<byte> state) =>
        lane.Window = lane.Window is { } window
            ? state.Length > StreamAnswer.MostState ? window with { IsClosing = true, IsCutShort = true } : window with { State = state }
            : null;

    // The last invocation for a window, without records: the shard goes on once it has succeeded.
    private void CloseWindow(Lane lane)
    {
        if (lane.State == LaneState.Waiting)
        {
            return;
        }

        lane.Disarm();
        var window = lane.Window = lane.Window! with { IsClosing = true };
        if (lane.Batch < 0)
        {
            lane.Batch = _poller.World.Numbers.Next();
        }

        if (_poller.World.Directory.Find(_settings.FunctionArn) is not IFunctionTarget function)
        {
            Closing(lane, counts: false);
            return;
        }

        lane.State = LaneState.Sent;
        _sent++;
        _mapping.Begun();
        var tumbling = TumblingOf(window);
        Send(lane, function, function.RunsCode ? _event.Of(lane.Records, 0, tumbling) : SomeOf(_event.Around + tumbling.Length), answer =>
        {
            _sent--;
            lane.State = LaneState.Idle;
            lane.BatchEnded = _host.Now;
            if (answer.Outcome == Outcome.Succeeded)
            {
                Closed(lane, BatchEnd.Succeeded, Ok);
            }
            else
            {
                Closing(lane, counts: answer.Outcome is not null);
            }

            _mapping.Over();
            Settle();
        });
    }

    private void Closed(Lane lane, BatchEnd how, string result)
    {
        RecordEnd(lane, how, 0);
        lane.Window = null;
        lane.Renew(0);
        _stream.Processed(result);
    }

    // It failed: it is tried again for as long as records of the window would be.
    private void Closing(Lane lane, bool counts)
    {
        if (counts)
        {
            lane.Attempts++;
            _mapping.Counts.FailedInvoke++;
        }
        else
        {
            lane.Refusals++;
            _mapping.Counts.Refusals++;
        }

        _stream.Processed(Problem);
        var age = _host.Now - (At(lane.Window!.Start) + _stream.TumblingWindow);
        if (_stream.MaximumRetryAttempts >= 0 && lane.Attempts > _stream.MaximumRetryAttempts)
        {
            Closed(lane, BatchEnd.RetriesExhausted, Problem);
        }
        else if (age > (_stream.MaximumRecordAge ?? _poller.LongestAge))
        {
            Closed(lane, BatchEnd.TooOld, Problem);
        }
        else if (_isReading)
        {
            Wait(lane);
        }
    }
}
