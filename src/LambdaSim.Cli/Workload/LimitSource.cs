using System.Diagnostics;
using LambdaSim.Engine;

namespace LambdaSim.Cli.Workload;

/// <summary>Streams a <see cref="LimitWorkload"/>; measures the time it spends doing so.</summary>
internal sealed class LimitSource(LimitWorkload workload, ulong count) : ArrivalSource
{
    private const ulong HashBasis = 0xcbf29ce484222325;

    private readonly TraceFunction[] _functions = [.. workload.Functions.Select(f => new TraceFunction(f.Name))];
    private ulong _next;
    private ulong _clock;

    public override string Name => $"workload {workload.Kind}";

    public override IReadOnlyList<TraceFunction> Functions => _functions;

    public override double? Progress => (double)_next / count;

    /// <summary>Time spent generating.</summary>
    public TimeSpan Generating { get; private set; }

    /// <summary>Hash over time, function and duration of every arrival, as the expected counters define it.</summary>
    public ulong TraceHash { get; private set; } = HashBasis;

    public override int Read(Span<Arrival> buffer)
    {
        var began = Stopwatch.GetTimestamp();
        var n = (int)Math.Min((ulong)buffer.Length, count - _next);
        for (var i = 0; i < n; i++)
        {
            var (time, function, duration) = workload.Make(_next++, ref _clock);
            TraceHash = Fold(Fold(Fold(TraceHash, (ulong)time), (ulong)function), duration);
            buffer[i] = new Arrival { Time = time * 1_000, Function = function, Duration = duration * 1_000L, Init = Arrival.NotGiven };
        }

        Generating += Stopwatch.GetElapsedTime(began);
        return n;
    }

    internal static ulong Fold(ulong hash, ulong value) => (hash ^ value) * 0x100000001b3;
}
