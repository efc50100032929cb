using LambdaSim.Configuration;
using LambdaSim.Engine;
using NodaTime;

namespace LambdaSim.Workloads;

/// <summary>Arrival processes. Draws depend on the seed, the function's name and the arrival's number, on nothing else.</summary>
public static class Arrivals
{
    /// <summary>At equal distances, the first at the beginning.</summary>
    /// <param name="function">Name, or <c>name:version</c>.</param>
    /// <param name="interval">Time from one to the next, more than 0.</param>
    /// <param name="options">Where it ends, and what its calls are like.</param>
    /// <exception cref="SimulationConfigException">A parameter is out of range.</exception>
    public static ArrivalSource Constant(string function, TimeLength interval, ArrivalOptions options) => ConstantArrivals.Every(function, interval, options);

    /// <summary>At equal distances, the first at the beginning.</summary>
    /// <param name="function">Name, or <c>name:version</c>.</param>
    /// <param name="perSecond">Arrivals per second, to the millionth, 0.000001 to 1,000,000,000. No rounding adds up.</param>
    /// <param name="options">Where it ends, and what its calls are like.</param>
    /// <exception cref="SimulationConfigException">A parameter is out of range.</exception>
    public static ArrivalSource Constant(string function, double perSecond, ArrivalOptions options) => ConstantArrivals.Rate(function, perSecond, options);

    /// <summary>Independent of each other (exponential distances).</summary>
    /// <param name="function">Name, or <c>name:version</c>.</param>
    /// <param name="perSecond">Mean arrivals per second, 0.000001 to 1,000,000,000.</param>
    /// <param name="options">Where it ends, and what its calls are like.</param>
    /// <exception cref="SimulationConfigException">A parameter is out of range.</exception>
    public static ArrivalSource Poisson(string function, double perSecond, ArrivalOptions options) => new PoissonArrivals(function, perSecond, options);

    /// <summary>Several in the same instant, the first time at the beginning.</summary>
    /// <param name="function">Name, or <c>name:version</c>.</param>
    /// <param name="size">How many at once, 1 or more.</param>
    /// <param name="period">Time from one burst to the next, more than 0.</param>
    /// <param name="options">Where it ends, and what its calls are like.</param>
    /// <exception cref="SimulationConfigException">A parameter is out of range.</exception>
    public static ArrivalSource Bursts(string function, int size, TimeLength period, ArrivalOptions options) => new BurstArrivals(function, size, period, options);

    /// <summary>
    /// Independent of each other, at a rate that swings like a sine between two values over a day that begins at midnight: lowest
    /// at 4:00, highest at 16:00. The halves of the swing are the polynomial 3x² − 2x³.
    /// </summary>
    /// <param name="function">Name, or <c>name:version</c>.</param>
    /// <param name="lowPerSecond">Lowest mean arrivals per second, 0 or more.</param>
    /// <param name="highPerSecond">Highest mean arrivals per second, 0.000001 to 1,000,000,000.</param>
    /// <param name="options">Where it ends, and what its calls are like.</param>
    /// <param name="day">Length of the day; null: 24 h. Trough and peak stay at a sixth and two thirds of it.</param>
    /// <exception cref="SimulationConfigException">A parameter is out of range.</exception>
    public static ArrivalSource Diurnal(string function, double lowPerSecond, double highPerSecond, ArrivalOptions options, TimeLength? day = null) =>
        new DiurnalArrivals(function, lowPerSecond, highPerSecond, day ?? Duration.FromHours(24), options);

    /// <summary>Independent of each other while on, none while off; it begins with an on-period.</summary>
    /// <param name="function">Name, or <c>name:version</c>.</param>
    /// <param name="perSecond">Mean arrivals per second while on, 0.000001 to 1,000,000,000.</param>
    /// <param name="on">Length of an on-period, or its mean, more than 0.</param>
    /// <param name="off">Length of an off-period, or its mean.</param>
    /// <param name="exponential">Whether periods are exponentially distributed; else they are all alike.</param>
    /// <param name="options">Where it ends, and what its calls are like.</param>
    /// <exception cref="SimulationConfigException">A parameter is out of range.</exception>
    public static ArrivalSource OnOff(string function, double perSecond, TimeLength on, TimeLength off, bool exponential, ArrivalOptions options) =>
        new OnOffArrivals(function, perSecond, on, off, exponential, options);

    /// <summary>Several sources as one, by time; at equal times the one named first goes first. They are disposed with it.</summary>
    /// <param name="sources">Sources of one or more functions. Those with dates keep them, the others begin with the earliest of these.</param>
    public static ArrivalSource Merge(params IReadOnlyList<ArrivalSource> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        return new MergedArrivals(sources);
    }

    /// <summary>
    /// The demo workload: eight functions of an imaginary shop over ninety minutes, about 80,000 calls, with a report at the full
    /// hour that asks for more environments than an account of AWS's default size may have.
    /// </summary>
    /// <param name="seed">Seed of its draws.</param>
    public static ArrivalSource Demo(ulong seed = SimulationConfig.DefaultSeed) => DemoWorkload.Create(seed);
}
