using LambdaSim.Events;

namespace LambdaSim.Projections.Scenes;

/// <summary>Why a stretch of a run is drawn in detail.</summary>
public enum SceneReason
{
    /// <summary>It was asked for.</summary>
    Given,

    /// <summary>The run began.</summary>
    Beginning,

    /// <summary>A function was throttled for the first time, or for the first time by that cause.</summary>
    Throttle,

    /// <summary>Many environments were born within a second.</summary>
    ColdStarts,

    /// <summary>A call failed or crashed for the first time.</summary>
    Error,

    /// <summary>A call ran into its timeout for the first time.</summary>
    Timeout,

    /// <summary>An event was dropped for the first time.</summary>
    Drop,
}

/// <summary>A stretch of a run in detail: environments, refused attempts, and the stories of calls. Times are nanoseconds since the run's start.</summary>
public sealed record Scene
{
    /// <summary>Why this stretch.</summary>
    public required SceneReason Reason { get; init; }

    /// <summary>The instant that <see cref="Reason"/> is about; the stretch's beginning when there is none.</summary>
    public required long At { get; init; }

    /// <summary>Index of the function that <see cref="Reason"/> is about; <see cref="SimEvent.None"/>: none.</summary>
    public required int About { get; init; }

    /// <summary>Where it begins.</summary>
    public required long From { get; init; }

    /// <summary>Where it ends.</summary>
    public required long To { get; init; }

    /// <summary>It ends where the picture would become too full.</summary>
    public required bool CutShort { get; init; }

    /// <summary>The chosen environments by function, throttled functions first, then those with the most environments born in the stretch; of a function in order of creation.</summary>
    public required IReadOnlyList<TimelineLane> Lanes { get; init; }

    /// <summary>Environments that lived in the stretch and were not chosen.</summary>
    public required long LanesLeftOut { get; init; }

    /// <summary>Refused and dropped attempts, in order of time.</summary>
    public required IReadOnlyList<TimelineMark> Marks { get; init; }

    /// <summary>Attempts beyond those that <see cref="Marks"/> keeps.</summary>
    public required long MarksLeftOut { get; init; }

    /// <summary>What happened to calls of the lanes and marks and why, by their numbers; not of all of them in a long run.</summary>
    public required IReadOnlyDictionary<int, IReadOnlyList<ExplanationLine>> Stories { get; init; }
}
