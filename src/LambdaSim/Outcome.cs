namespace LambdaSim;

/// <summary>How a handler call ended.</summary>
public enum Outcome : byte
{
    /// <summary>The handler returned.</summary>
    Succeeded = 0,

    /// <summary>The handler returned an error.</summary>
    Failed = 1,

    /// <summary>The function's timeout ended it (rule INV-TIMEOUT).</summary>
    TimedOut = 2,

    /// <summary>The runtime process ended: the environment is reset.</summary>
    Crashed = 3,

    /// <summary>Admission refused it: of an answer, never of a record.</summary>
    Throttled = 4,
}
