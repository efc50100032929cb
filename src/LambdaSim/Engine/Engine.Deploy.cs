using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Placement;

namespace LambdaSim.Engine;

// Functions that come, change and go while the run goes on.
internal sealed partial class Engine
{
    /// <summary>A version as it runs from now on; what ran under its name before is to be retired (rule ENV-UPDATED).</summary>
    /// <returns>Its index, and that of the one before it; negative: none.</returns>
    public (int Index, int Before) Put(string? place, string name, string qualifier, FunctionConfig config, bool isLive) => _versions.Put(place, name, qualifier, config, isLive);

    /// <summary>A version is deleted: what runs ends in it, async invocations of it are dropped (rule ASY-DELETED).</summary>
    public void Delete(int index)
    {
        _versions.Forget(index);
        Retire(index);
    }

    /// <inheritdoc cref="Versions.Claim(string?, string, int?, int)"/>
    public void Claim(string? place, string name, int? reserved, int provisioned)
    {
        if (_versions.Claim(place, name, reserved, provisioned) is >= 0 and var owner && owner < _defined)
        {
            TellClaim(owner);
        }
    }

    // What was claimed before a function's first call is told with its first version: no record names it before that.
    private void TellClaim(int owner)
    {
        var (reserved, provisioned) = _versions.ClaimsOf(owner);
        var cause = reserved is null ? ClaimCause.Provisioned : ClaimCause.Reserved;
        _log.Add(new SimEvent(_now, EventKind.Claimed, (byte)cause, 0, owner, SimEvent.None, SimEvent.None, SimEvent.PairValue(reserved ?? provisioned, _versions[owner].Gate.Running)));
    }

    /// <inheritdoc cref="Admission.AccountGate.IgnoreRequestRates"/>
    public void IgnoreRequestRates()
    {
        _limits = _limits with { LimitRequestRate = false };
        _versions.IgnoreRequestRates();
        _provisioned.ForEach(static p => p.IgnoreRequestRate());
    }

    /// <summary>Idle environments go now, busy ones when their call has ended: as if their keep-alive were over by then.</summary>
    public void Retire(int versionIndex)
    {
        _versions.ModelOf(versionIndex).IsRetired = true;
        ref var version = ref _versions[versionIndex];
        while (version.Top != EnvironmentSlot.Nil)
        {
            Ended(ref version.Top, version.Top, EndCause.Updated);
        }

        for (var index = 0; index < _pool.Used; index++)
        {
            ref var slot = ref _pool[index];
            if (slot.Version == versionIndex && slot.State is EnvironmentState.Busy or EnvironmentState.Init && !slot.IsProvisioned)
            {
                slot.KeepAlive = 0;
                slot.ArmedAt = EnvironmentSlot.NotArmed;
            }
        }

        if (version.Provisioned >= 0)
        {
            Provision(versionIndex, 0, null);
        }
    }
}
