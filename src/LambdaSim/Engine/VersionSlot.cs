using System.Runtime.InteropServices;
using LambdaSim.Admission;

namespace LambdaSim.Engine;

/// <summary>
/// The hot state of one function version: one cache line that a warm invocation reads and writes. Everything else lies in
/// <see cref="VersionModel"/>.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal struct VersionSlot
{
    /// <summary>Most recently used idle on-demand environment; versions share none (rule ENV-VERSION).</summary>
    public int Top;

    /// <summary>The version whose <see cref="Gate"/> counts for the whole function; often this one.</summary>
    public int Owner;

    /// <summary>Concurrency of the function, if this version is the owner.</summary>
    public FunctionGate Gate;

    /// <summary>Calls of this version in INIT or running, provisioned ones included.</summary>
    public int Busy;

    /// <summary>Arrivals so far: the ordinal of draws.</summary>
    public int Arrivals;

    /// <summary>Something makes the short way impossible: not yet in the log, provisioned, an adapting policy.</summary>
    public bool IsSpecial;

    /// <summary>Its handler is code that runs, not a length that is drawn.</summary>
    public bool IsLive;

    /// <summary>Whose limits hold for it: 0 the run's own account and region.</summary>
    public short Account;

    /// <summary>Index of its provisioned set; negative: none.</summary>
    public int Provisioned;

    /// <summary>The function's timeout.</summary>
    public long Timeout;

    /// <summary>How much longer calls take at this memory size, as a binary fraction with 32 places; <see cref="VersionModel.NoScaling"/> when they do not.</summary>
    public ulong CpuFactor;

    /// <summary>When its last running call ended, for adapting policies.</summary>
    public long IdleSince;
}
