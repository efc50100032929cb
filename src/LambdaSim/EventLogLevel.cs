namespace LambdaSim;

/// <summary>What becomes of the event log of a run. The simulation itself is the same at each level.</summary>
public enum EventLogLevel
{
    /// <summary>Projections are fed, nothing else; the fingerprint is <c>none</c>.</summary>
    Off,

    /// <summary>Nothing is kept, but the run has its fingerprint.</summary>
    Hashed,

    /// <summary>Hashed, and kept in memory: 32 bytes a record.</summary>
    Kept,
}
