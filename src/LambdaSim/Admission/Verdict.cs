using LambdaSim.Events;

namespace LambdaSim.Admission;

/// <summary>Admission's answer, as a value: where the call may run, or the cause of its refusal.</summary>
internal readonly struct Verdict
{
    private Verdict(ThrottleCause cause, ushort flags)
    {
        Cause = cause;
        Flags = flags;
    }

    public static Verdict OnDemand => default;

    public static Verdict Spillover => new(ThrottleCause.None, RunFlags.SpilloverBit);

    public static Verdict Provisioned => new(ThrottleCause.None, RunFlags.ProvisionedBit);

    /// <summary><see cref="ThrottleCause.None"/> when admitted.</summary>
    public ThrottleCause Cause { get; }

    /// <summary>What the call's records carry: provisioned, spill-over or neither.</summary>
    public ushort Flags { get; }

    public bool IsProvisioned => Flags == RunFlags.ProvisionedBit;

    public static Verdict Refused(ThrottleCause cause) => new(cause, 0);
}
