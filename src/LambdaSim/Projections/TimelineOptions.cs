using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Projections;

/// <summary>Which part of a run <see cref="Timeline"/> keeps, and how much of it.</summary>
public sealed record TimelineOptions
{
    /// <summary>Start of the window, counted from the run's start. Null, and no <see cref="Length"/>: the timeline chooses (see <see cref="TimelineChoice"/>).</summary>
    public TimeLength? From { get; init; }

    /// <summary>Length of the window; default 10 minutes when <see cref="From"/> is given.</summary>
    public TimeLength? Length { get; init; }

    /// <summary>Most environments to keep, 1 to 10,000. Others are counted, not drawn.</summary>
    public int MaxLanes { get; init; } = 40;

    /// <summary>Segments after which the window is cut short, 1 to 1,000,000.</summary>
    public int MaxSegments { get; init; } = 3_000;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="SimulationConfigException">A value is out of range.</exception>
    public TimelineOptions Validate()
    {
        if (From < Duration.Zero)
        {
            throw new SimulationConfigException(Text.Invariant($"timeline from is {From.Value.TotalSeconds} s; it must not be negative"));
        }

        if (Length <= Duration.Zero)
        {
            throw new SimulationConfigException(Text.Invariant($"timeline length is {Length.Value.TotalSeconds} s; it must be positive"));
        }

        if (MaxLanes is < 1 or > 10_000)
        {
            throw new SimulationConfigException(Text.Invariant($"timeline maxLanes is {MaxLanes}; it must be between 1 and 10000"));
        }

        if (MaxSegments is < 1 or > 1_000_000)
        {
            throw new SimulationConfigException(Text.Invariant($"timeline maxSegments is {MaxSegments}; it must be between 1 and 1000000"));
        }

        return this;
    }
}

/// <summary>Why a timeline shows the stretch it shows.</summary>
public enum TimelineChoice
{
    /// <summary>It was asked for.</summary>
    Given,

    /// <summary>The run's beginning: at least 10 minutes and 200 calls, or all of a shorter run.</summary>
    Start,

    /// <summary>Around the run's first throttle, because the beginning had none.</summary>
    FirstThrottle,
}
