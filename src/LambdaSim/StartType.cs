namespace LambdaSim;

/// <summary>The state in which a call found its environment.</summary>
public enum StartType : byte
{
    /// <summary>Initialised and idle.</summary>
    Warm = 0,

    /// <summary>Created for this call: INIT precedes it.</summary>
    Cold = 1,

    /// <summary>Reset after a timeout, a crash or a failed init: a suppressed init runs inside Duration (rule INIT-SUPPRESSED).</summary>
    Reinit = 2,
}
