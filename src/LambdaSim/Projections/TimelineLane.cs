using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>What an environment did during a segment.</summary>
public enum SegmentKind
{
    /// <summary>Being created: before INIT began.</summary>
    Creation,

    /// <summary>INIT.</summary>
    Init,

    /// <summary>Running a call.</summary>
    Invoke,

    /// <summary>Initialised and idle.</summary>
    Idle,
}

/// <summary>A stretch of an environment's life. Times are nanoseconds since the run's start.</summary>
/// <param name="Kind">What it did.</param>
/// <param name="From">Start.</param>
/// <param name="To">End.</param>
/// <param name="Invocation">Number of the call; <see cref="SimEvent.None"/> when idle or made ahead.</param>
/// <param name="Start">Of <see cref="SegmentKind.Invoke"/>: the state in which the call found it.</param>
/// <param name="Outcome">Of <see cref="SegmentKind.Invoke"/>: how the call ended.</param>
/// <param name="Cut">The window or the run ended before the segment did.</param>
public readonly record struct TimelineSegment(SegmentKind Kind, long From, long To, int Invocation, StartType Start, Outcome Outcome, bool Cut);

/// <summary>One environment's life within the window.</summary>
public sealed record TimelineLane
{
    /// <summary>Number of the environment in the run.</summary>
    public required int Environment { get; init; }

    /// <summary>Its function.</summary>
    public required FunctionDefinition Function { get; init; }

    /// <summary>Which environment of its function it is, from 1.</summary>
    public required int Ordinal { get; init; }

    /// <summary>What it was created for.</summary>
    public required CreationCause CreatedFor { get; init; }

    /// <summary>When it was created; may be before the window.</summary>
    public required long Created { get; init; }

    /// <summary>When it went; null: after the window, or not at all.</summary>
    public required long? Ended { get; init; }

    /// <summary>Why it went, when <see cref="Ended"/> is not null.</summary>
    public required EndCause? EndCause { get; init; }

    /// <summary>What it did, in order of time.</summary>
    public required IReadOnlyList<TimelineSegment> Segments { get; init; }

    /// <summary><c>function#ordinal</c>.</summary>
    public string Name => Configuration.Text.Invariant($"{Function.DisplayName}#{Ordinal}");
}

/// <summary>Something that happened without an environment: a refused attempt or a dropped event.</summary>
/// <param name="Time">Nanoseconds since the run's start.</param>
/// <param name="Function">Index of the function.</param>
/// <param name="Invocation">Number of the arrival.</param>
/// <param name="Throttle">Why it was refused; <see cref="ThrottleCause.None"/> when it was dropped.</param>
/// <param name="Drop">Why it was dropped; null when it was refused.</param>
public readonly record struct TimelineMark(long Time, int Function, int Invocation, ThrottleCause Throttle, DropCause? Drop);
