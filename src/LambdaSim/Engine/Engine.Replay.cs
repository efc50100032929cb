using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Engine;

// The run: a workload's arrivals, merged in front of the queue.
internal sealed partial class Engine
{
    private const int Block = 1_024;

    // The next arrivals' state is fetched while the present one is worked on: most of a replay's time is waiting for memory.
    private const int Lookahead = 8;
    private const int LookaheadTop = 4;

    // Nothing of it in a world that code moves.
    private Arrival[] _block = [];

    /// <summary>Replays a workload to its end.</summary>
    /// <param name="source">Where arrivals come from.</param>
    /// <param name="onBlock">Told after each block of arrivals.</param>
    /// <param name="cancellation">Ends the run early; its log is complete up to there.</param>
    public RunEnd Replay(ArrivalSource source, Action<long, long>? onBlock, CancellationToken cancellation)
    {
        _block = new Arrival[Block + Lookahead];
        var cut = _config.UntilTime is { } until ? until.ToInt64Nanoseconds() : long.MaxValue;
        long lastArrival = 0;
        var partial = false;
        var cutShort = false;
        while (true)
        {
            var count = Read(source);
            if (count == 0)
            {
                break;
            }

            var i = 0;
            for (; i < count && _block[i].Time <= cut; i++)
            {
                Prefetch(i);
                ref var arrival = ref _block[i];
                lastArrival = arrival.Time;
                while (_queue.TryPop(arrival.Time, _arriveOrder, out var entry))
                {
                    Dispatch(entry);
                }

                _now = arrival.Time;
                Arrive(arrival, _arrivals++);
            }

            onBlock?.Invoke(_arrivals, _now);
            partial = cancellation.IsCancellationRequested;
            cutShort = i < count;
            if (cutShort || partial)
            {
                break;
            }
        }

        if (!partial && _config.Until == ReplayEnd.LastForegroundEvent)
        {
            partial = RunToIdle(cut, cutShort, cancellation);
        }

        return Finish(lastArrival, partial);
    }

    // Without arrivals beyond the cut the run ends with its last foreground event; with them it lasts to the cut.
    private bool RunToIdle(long cut, bool cutShort, CancellationToken cancellation)
    {
        const int CheckEvery = 1 << 16;
        for (var i = 1; (cutShort || Foreground > 0) && _queue.TryPop(cut, long.MaxValue, out var entry); i++)
        {
            Dispatch(entry);
            if (i % CheckEvery == 0 && cancellation.IsCancellationRequested)
            {
                return true;
            }
        }

        if (cutShort || Foreground > 0)
        {
            _now = cut;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe void Prefetch(int i)
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        Sse.Prefetch0(_versions.AddressOf(_block[i + Lookahead].Function));
        var top = _versions[_block[i + LookaheadTop].Function].Top;
        if (top >= 0)
        {
            Sse.Prefetch0(_pool.AddressOf(top));
        }
    }
}
