using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Randomness;

namespace LambdaSim.Tests.Oracles;

/// <summary>A figure from independent runs, with its standard error.</summary>
internal readonly record struct Estimate(double Mean, double StandardError)
{
    public const int Runs = 40;

    public static Estimate Of(Func<ulong, double> figure, int runs = Runs)
    {
        var values = Enumerable.Range(1, runs).Select(seed => figure((ulong)seed)).ToArray();
        var mean = values.Average();
        var variance = values.Sum(v => (v - mean) * (v - mean)) / (runs - 1);
        return new Estimate(mean, Math.Sqrt(variance / runs));
    }

    /// <summary>Within three standard errors, and the error itself small enough to mean something.</summary>
    public void Meets(double expected, double largestRelativeError = 0.1)
    {
        Assert.True(StandardError < largestRelativeError * Math.Abs(expected), FormattableString.Invariant($"standard error {StandardError} is too large for {expected}"));
        Assert.True(Math.Abs(Mean - expected) <= 3 * StandardError, FormattableString.Invariant($"{Mean} +- {StandardError} is more than three standard errors from {expected}"));
    }
}

/// <summary>Poisson arrivals with lengths from a distribution, and a world without rate limits: what closed forms assume.</summary>
internal sealed class PoissonSource(double perSecond, ulong seed, double forSeconds, double fromSeconds = 0) : ArrivalSource
{
    private readonly Sampler _gaps = Distribution.Exponential(Duration.FromSeconds(1 / perSecond)).Compile();
    private readonly long _end = (long)(forSeconds * 1e9);
    private long _time = (long)(fromSeconds * 1e9);
    private ulong _n;

    public override string Name => "poisson";

    public override IReadOnlyList<TraceFunction> Functions { get; } = [new TraceFunction("f")];

    public override int Read(Span<Arrival> buffer)
    {
        for (var i = 0; i < buffer.Length; i++)
        {
            _time += _gaps.Sample(Draw.Bits(seed, Purpose.Arrival, 1, _n++));
            if (_time > _end)
            {
                return i;
            }

            buffer[i] = new Arrival { Time = _time, Duration = Arrival.NotGiven, Init = Arrival.NotGiven };
        }

        return buffer.Length;
    }

    public static SimulationConfig Config(ulong seed, Distribution service, double keepAliveSeconds, int? reserved = null, double initSeconds = 0, int? provisioned = null, int accountLimit = 1_000_000) => new()
    {
        Seed = seed,
        Account = new AccountConfig { ConcurrencyLimit = accountLimit, LimitRequestRate = false, LimitScalingRate = false },
        KeepAlive = KeepAlive.Fixed(Duration.FromSeconds(keepAliveSeconds)),
        Lifetime = null,
        Functions = new Dictionary<string, FunctionOverrides>
        {
            ["f"] = new FunctionOverrides
            {
                Timeout = Duration.FromMinutes(15),
                Duration = service,
                ReservedConcurrency = reserved,
                Init = Distribution.Fixed(Duration.FromSeconds(initSeconds)),
                Provisioned = provisioned is { } n ? new ProvisionedConcurrency(n) : null,
            },
        },
    };

    public static ReplayResult Run(double perSecond, double forSeconds, SimulationConfig config, params IEventObserver[] observers)
    {
        using var source = new PoissonSource(perSecond, config.Seed, forSeconds);
        return Simulation.Replay(source, config, new ReplayOptions { Log = EventLogLevel.Off, Observers = observers });
    }
}
