// Real time: what this is about.
#pragma warning disable RS0030

using System.Diagnostics;
using NodaTime;

namespace LambdaSim.Runtime;

/// <summary>
/// Work of the real world that takes as much virtual time as it takes real time, at a pace: while it is out, virtual time goes on beside it, and its
/// answer comes at the virtual time by then. Not reproducible: who starts such work says so (rule CTL-RUNTIME-TIME).
/// </summary>
internal sealed class PacedWork(Baton baton, IAlarmClock clock, ExternalWork externals)
{
    private readonly List<Piece> _pieces = [];

    internal bool Any => _pieces.Count > 0;

    internal int Count => _pieces.Count;

    /// <summary>Whether <see cref="Deliver"/> would.</summary>
    internal bool AnyOver => _pieces.Exists(static p => p.Done.IsCompleted);

    /// <summary>Starts <paramref name="work"/> outside the simulation.</summary>
    /// <param name="work">Runs in an empty context without the baton.</param>
    /// <param name="pace">Virtual seconds in a real one; 0: time stands still.</param>
    /// <param name="name">For messages.</param>
    internal Task<T> Start<T>(Func<Task<T>> work, double pace, string name)
    {
        var piece = new Piece(pace, clock.Now);
        var task = externals.Outside(async () =>
        {
            try
            {
                return await work().ConfigureAwait(false);
            }
            finally
            {
                piece.End();
            }
        });
        var outstanding = new OutstandingWork<T>(name, task, clock.Now, null) { Sandbox = Sandbox.Current };
        (piece.Work, piece.Done) = (outstanding, task);
        _pieces.Add(piece);
        return outstanding.Result;
    }

    /// <summary>Sets the alarms that deliver what is over.</summary>
    internal void Deliver()
    {
        // Looked at once: a piece that ends meanwhile is for the next time.
        _pieces.RemoveAll(piece =>
        {
            if (!piece.Done.IsCompleted)
            {
                return false;
            }

            clock.Set(piece.Work, Math.Max(clock.Now, piece.Now));
            return true;
        });
    }

    /// <summary>How far virtual time may go by now.</summary>
    internal long Bound => externals.Lets(_pieces.Count) ? long.MaxValue : _pieces.Count == 0 ? long.MaxValue : _pieces.Min(static p => p.Now);

    /// <summary>Waits in real time until a piece is over, something comes from outside, or virtual time may go to a time.</summary>
    internal void Wait(long? next)
    {
        var pace = _pieces.Min(static p => p.Pace);
        var patience = next is { } due && pace > 0 ? TimeSpan.FromSeconds(Math.Clamp((due - Bound) / pace / NodaConstants.NanosecondsPerSecond, 0, 3600) + 0.0005) : Timeout.InfiniteTimeSpan;
        baton.Outside(() =>
        {
            try
            {
                Task.WaitAny([.. _pieces.Select(static p => p.Done), .. externals.Arrival()], patience);
            }
            catch (ThreadInterruptedException)
            {
                // Looked at again.
            }
        });
    }

    private sealed class Piece(double pace, long since)
    {
        private readonly long _started = Stopwatch.GetTimestamp();
        private long _ended;

        public double Pace => pace;

        public OutstandingWork Work { get; set; } = null!;

        public Task Done { get; set; } = null!;

        /// <summary>The virtual time that has come for it, or had when it ended.</summary>
        public long Now => since + (long)(Stopwatch.GetElapsedTime(_started, Volatile.Read(ref _ended) is not 0 and var ended ? ended : Stopwatch.GetTimestamp()).TotalSeconds * NodaConstants.NanosecondsPerSecond * pace);

        public void End() => Volatile.Write(ref _ended, Stopwatch.GetTimestamp());
    }
}
