using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Engine;

// The run: a workload's arrivals, merged in front of the queue.
internal sealed partial class Engine
{
    private const int Block = 1_024;

    private readonly Arrival[] _block = new Arrival[Block + Lookahead];
    private int[] _versionOf = [];
    private int _known;

    // The next arrivals' state is fetched while the present one is worked on: most of a replay's time is waiting for memory.
    private const int Lookahead = 8;
    private const int LookaheadTop = 4;

    /// <summary>Replays a workload to its end.</summary>
    /// <param name="source">Where arrivals come from.</param>
    /// <param name="offset">Nanoseconds to add to the source's times.</param>
    /// <param name="onBlock">Told after each block of arrivals.</param>
    /// <param name="cancellation">Ends the run early; its log is complete up to there.</param>
    public RunEnd Replay(ArrivalSource source, long offset, Action<long, long>? onBlock, CancellationToken cancellation)
    {
        var cut = _config.UntilTime is { } until ? until.ToInt64Nanoseconds() : long.MaxValue;
        long lastArrival = 0;
        var partial = false;
        var cutShort = false;
        while (true)
        {
            var count = Read(source, offset);
            if (count == 0)
            {
                break;
            }

            var i = 0;
            for (; i < count && _block[i].Time <= cut; i++)
            {
                Prefetch(i);
                ref var arrival = ref _block[i];
                if (arrival.Time < lastArrival)
                {
                    throw new InvalidOperationException(Text.Invariant($"{source.Name}: arrival {_arrivals} is at {arrival.Time} ns, before the one it follows at {lastArrival} ns"));
                }

                lastArrival = arrival.Time;
                while (_queue.TryPop(arrival.Time, _arriveOrder, out var entry))
                {
                    Dispatch(entry);
                }

                _now = arrival.Time;
                Arrive(arrival);
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

    private int Read(ArrivalSource source, long offset)
    {
        var count = source.Read(_block.AsSpan(0, Block));
        if (source.Functions.Count > _known)
        {
            ResolveNew(source);
        }

        var versionOf = _versionOf;
        for (var i = 0; i < count; i++)
        {
            ref var arrival = ref _block[i];
            arrival.Function = versionOf[arrival.Function];
            arrival.Time += offset;
        }

        // The look-ahead past the end finds the last arrival again.
        for (var i = count; i < count + Lookahead && count > 0; i++)
        {
            _block[i] = _block[count - 1];
        }

        return count;
    }

    private void ResolveNew(ArrivalSource source)
    {
        if (_versionOf.Length < source.Functions.Count)
        {
            Array.Resize(ref _versionOf, Math.Max(source.Functions.Count, _versionOf.Length * 2));
        }

        for (; _known < source.Functions.Count; _known++)
        {
            _versionOf[_known] = _versions.Resolve(source.Functions[_known]);
        }
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
