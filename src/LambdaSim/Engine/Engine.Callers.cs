using System.Runtime.CompilerServices;
using LambdaSim.Admission;
using LambdaSim.Events;
using LambdaSim.Placement;

namespace LambdaSim.Engine;

// Who waits for invocations, and what the asynchronous queue asks for.
internal sealed partial class Engine
{
    // By number; a trace has none.
    private readonly List<Caller> _callers = [];
    private AsyncQueue? _async;

    /// <summary>Makes a caller known.</summary>
    /// <returns>Its number, for <see cref="Arrival.Caller"/>.</returns>
    public short Register(Caller caller)
    {
        _callers.Add(caller);
        return checked((short)_callers.Count);
    }

    /// <summary>The queue that async invocations go to from now on.</summary>
    /// <returns>Its number as the caller of attempts.</returns>
    public short Attach(AsyncQueue queue)
    {
        _async = queue;
        return Register(queue);
    }

    /// <summary>The caller of a number; null: nobody waits.</summary>
    public Caller? CallerOf(short number) => number == 0 ? null : _callers[number - 1];

    /// <summary>Gives out the number of the next arrival.</summary>
    public int NextInvocation() => _arrivals++;

    /// <summary>A request or async invocation of the run's own arrives now.</summary>
    /// <param name="arrival">It.</param>
    /// <param name="invocation">Its number, from <see cref="NextInvocation"/>.</param>
    public void ArriveLive(in Arrival arrival, int invocation)
    {
        _lastArrival = _now;
        Arrive(arrival, invocation);
    }

    /// <summary>Whether the account's request rate admits one more request to a version.</summary>
    public bool AdmitsRequest(int version) => AccountOf(_versions[version].Account).AdmitsRequest(_now);

    /// <summary>Asks for an attempt of an async invocation; no request rate limits it (rule ADM-RPS).</summary>
    public Verdict AdmitAttempt(int version) => Admit(ref _versions[version], version, limitRate: false);

    /// <summary>Runs an attempt that was admitted.</summary>
    /// <param name="arrival">What runs; its caller is told of the end.</param>
    /// <param name="invocation">Its number.</param>
    /// <param name="ordinal">What its draws are made with.</param>
    /// <param name="verdict">How it was admitted.</param>
    /// <param name="item">What its caller knows it by.</param>
    /// <param name="isCopy">It is of an event that was delivered twice, and not the one that counts.</param>
    public void Run(in Arrival arrival, int invocation, long ordinal, Verdict verdict, int item, bool isCopy = false)
    {
        var environment = Place(arrival, invocation, ordinal, (ushort)(RunFlags.AsyncBit | verdict.Flags | (isCopy ? RunFlags.CopyBit : 0)));
        _pool[environment].Item = item;
    }

    /// <summary>Refuses a call or an async invocation for good.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Refuse(in Arrival arrival, int invocation, ThrottleCause cause)
    {
        var isAsync = arrival.Type == InvocationType.Event;
        Throttle(arrival.Function, invocation, cause, isAsync ? (ushort)(RunFlags.AsyncBit | RunFlags.FinalBit) : RunFlags.FinalBit);
        CallerOf(arrival.Caller)?.Refused(invocation, cause);
    }

    /// <summary>A call arrives and ends at once, before any limit is asked: nothing of it runs.</summary>
    public void Stop(in Arrival arrival, int invocation, DropCause cause)
    {
        ref var version = ref _versions[arrival.Function];
        if (version.IsSpecial)
        {
            ArriveSpecial(ref version, arrival.Function);
        }

        _lastArrival = _now;
        version.Arrivals++;
        _log.Add(new SimEvent(_now, EventKind.Arrived, 0, 0, arrival.Function, invocation, SimEvent.None, arrival.PayloadBytes));
        _log.Add(new SimEvent(_now, EventKind.Dropped, (byte)cause, 0, arrival.Function, invocation, SimEvent.None, 0));
    }

    /// <summary>Writes that an attempt was refused.</summary>
    public void Throttle(int function, int invocation, ThrottleCause cause, ushort flags, int attempts = 0) =>
        _log.Add(new SimEvent(_now, EventKind.Throttled, (byte)cause, flags, function, invocation, SimEvent.None, attempts));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Answer(int index, ref EnvironmentSlot slot, long duration) =>
        _callers[slot.Caller - 1].Answered(new InvocationEnd(slot.Invocation, slot.Item, index, (Outcome)slot.Outcome, duration));
}
