using LambdaSim.Admission;
using LambdaSim.Events;
using LambdaSim.Placement;

namespace LambdaSim.Engine;

// Arrive and Admit.
internal sealed partial class Engine
{
    private void Arrive(in Arrival arrival, int invocation)
    {
        ref var version = ref _versions[arrival.Function];
        if (version.IsSpecial)
        {
            ArriveSpecial(ref version, arrival.Function);
        }

        var ordinal = version.Arrivals++;
        var isAsync = arrival.Type == InvocationType.Event;
        _log.Add(new SimEvent(_now, EventKind.Arrived, 0, isAsync ? RunFlags.AsyncBit : (ushort)0, arrival.Function, invocation, SimEvent.None, arrival.PayloadBytes));
        if (isAsync)
        {
            _async!.Take(arrival, invocation, ordinal);
            return;
        }

        if (!AccountOf(version.Account).AdmitsRequest(_now))
        {
            Refuse(arrival, invocation, ThrottleCause.AccountRequestRate);
            return;
        }

        var verdict = Admit(ref version, arrival.Function, limitRate: true);
        if (verdict.Cause == ThrottleCause.None)
        {
            Place(arrival, invocation, ordinal, verdict.Flags);
        }
        else
        {
            Refuse(arrival, invocation, verdict.Cause);
        }
    }

    // Rule ADM-ORDER: provisioned concurrency first, then the limit on demand, and the scaling rate last, only for a new environment.
    private Verdict Admit(ref VersionSlot version, int index, bool limitRate)
    {
        var spill = false;
        if (version.Provisioned >= 0)
        {
            var set = _provisioned[version.Provisioned];
            if (set.TryAdmit(_now, limitRate))
            {
                return Verdict.Provisioned;
            }

            spill = set.IsReady;
        }

        ref var owner = ref _versions[version.Owner];
        var account = AccountOf(version.Account);
        var cause = account.AdmitOnDemand(ref owner.Gate, version.Owner, _now, limitRate);
        if (cause == ThrottleCause.None && version.Top == EnvironmentSlot.Nil)
        {
            cause = version.IsLive && !_handlers!.HasRoom(index) ? ThrottleCause.RuntimeProcesses
                : account.AdmitsEnvironment(version.Owner, _now) ? ThrottleCause.None : ThrottleCause.ScalingRate;
        }

        return cause != ThrottleCause.None ? Verdict.Refused(cause) : spill ? Verdict.Spillover : Verdict.OnDemand;
    }

    private void ArriveSpecial(ref VersionSlot version, int index)
    {
        if (version.Arrivals == 0)
        {
            Define(index);
        }

        if (_adapts && version.Busy == 0 && version.IdleSince >= 0)
        {
            _keepAlive.OnArrivalAfterIdle(index, _now - version.IdleSince);
        }
    }

    /// <summary>The function versions in the log, by index.</summary>
    public IEnumerable<FunctionDefinition> Defined => Enumerable.Range(0, _defined).Select(i => _versions.ModelOf(i).Definition);

    /// <summary>Whether a version is in the log.</summary>
    public bool IsDefined(int index) => index < _defined;

    /// <summary>Brings a version into the log. Indices enter it densely and in order, so those before this one come first.</summary>
    public void Define(int index)
    {
        for (; _defined <= index; _defined++)
        {
            _log.Define(_versions.ModelOf(_defined).Definition);
            _versions.Defined(_defined);
            if (_versions.WasClaimed(_defined))
            {
                TellClaim(_defined);
            }
        }
    }
}
