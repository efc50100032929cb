using LambdaSim.Admission;
using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Events;

namespace LambdaSim.Async;

/// <summary>
/// Lambda's asynchronous queue: what it accepts is admitted now or later, retried, and never without a fate. It is the caller of each attempt; whoever
/// handed one in is told only that it was accepted.
/// <para>
/// A composition root makes one for each engine, which it attaches itself to. <see cref="Contents"/> stays unset where no code runs: then requests are
/// some JSON of their length, and responses null. <see cref="Deliveries"/> sends on what has its fate to the sink of an ARN; unset, nothing is sent. A function
/// without code is a <see cref="FunctionSink"/>:
/// <code>
/// var queue = new AsyncInvocations(engine, quotas);
/// queue.Deliveries = new Deliveries(engine, queue.Rules, directory.Sink, new AsyncOrigin(account, region, start, seed));
/// </code>
/// </para>
/// </summary>
internal sealed partial class AsyncInvocations : AsyncQueue
{
    private const long OrdinalsOfAnAttempt = 1L << 32;

    private readonly Engine.Engine _engine;
    private readonly WaitingInvocations _waiting = new();
    private readonly WaitingBatches _batches;
    private readonly bool _hasFrontDoorRate;
    private readonly bool _refusesTogether;
    private readonly bool _sendsApart;
    private readonly short _number;
    private readonly short _lambda;

    // What arrives now is accepted, and not tried any more.
    private bool _isOver;

    /// <param name="engine">Where attempts run.</param>
    /// <param name="quotas">Whether they count against the account's request rate as they arrive.</param>
    public AsyncInvocations(Engine.Engine engine, QuotaProfile quotas)
    {
        _engine = engine;
        _hasFrontDoorRate = quotas.AsyncFrontDoorRate;
        _refusesTogether = engine.Semantics.RefusesTogether;
        _sendsApart = engine.Semantics.SendsOnApart;
        _batches = new WaitingBatches(_waiting);
        _number = engine.Attach(this);
        _lambda = engine.Register(new LambdaCaller());
    }

    /// <summary>How often and for how long invocations are tried, and where they are sent on.</summary>
    public AsyncRules Rules { get; } = new();

    /// <summary>What invocations carry where code runs.</summary>
    public IAsyncContents? Contents { get; set; }

    /// <summary>Who sends on what has its fate; null: nobody does.</summary>
    public Deliveries? Deliveries { get; set; }

    public override void Take(in Arrival arrival, int invocation, int ordinal)
    {
        var caller = _engine.CallerOf(arrival.Caller);
        if (_hasFrontDoorRate && caller is not { IsLambda: true } && !_engine.AdmitsRequest(arrival.Function))
        {
            _engine.Refuse(arrival, invocation, ThrottleCause.AccountRequestRate);
            return;
        }

        var index = _waiting.Add(arrival, _engine.Now, invocation, ordinal);
        _waiting[index].Arrival.Caller = _number;
        _waiting[index].Chain = _chain;
        caller?.Accepted(invocation);
        if (_isOver)
        {
            _waiting[index].Waits = true;
            return;
        }

        Attempt(index);
    }

    public override void Dispatch(in QueueEntry entry)
    {
        switch (entry.Action)
        {
            case EntryAction.Retry:
                Retry(entry.Target);
                break;
            case EntryAction.RetryBatch:
                RetryBatch(entry.Target);
                break;
            case EntryAction.SendOn:
                Waiting--;
                SendOn();
                break;
            default:
                LetArrive();
                break;
        }
    }

    public override void SendRest()
    {
        _isOver = true;
        while (_toSend.Count > 0)
        {
            SendOn();
        }

        while (_sentOn.Count > 0)
        {
            LetArrive();
        }
    }

    public override void Finish()
    {
        foreach (var e in _waiting.Waiting())
        {
            _engine.Record(new SimEvent(_engine.Now, EventKind.QueuedAtEnd, 0, RunFlags.AsyncBit, e.Arrival.Function, e.Invocation, SimEvent.None, _engine.Now - e.AcceptedAt));
        }
    }

    private void Retry(int index)
    {
        Leave(index);
        Attempt(index);
    }

    private void Attempt(int index)
    {
        ref var e = ref _waiting[index];
        if (_engine.Versions.ModelOf(e.Arrival.Function).IsRetired && !Follow(index))
        {
            Drop(index, DropCause.FunctionDeleted);
            return;
        }

        var verdict = _engine.AdmitAttempt(e.Arrival.Function);
        if (verdict.Cause != ThrottleCause.None)
        {
            Refuse(index, verdict.Cause);
            return;
        }

        Run(index, verdict);
    }

    private void Run(int index, Verdict verdict)
    {
        ref var e = ref _waiting[index];

        // Rule ASY-RETRY-DRAW: a retry draws anew, under a number that no other call has: one function of arrival and attempt, whatever runs in between.
        var ordinal = e.Ordinal + (e.Runs * OrdinalsOfAnAttempt);
        e.Attempts++;
        e.Runs++;
        e.Refusals = 0;
        var extra = PriceList.ExtraRequests(e.Arrival.PayloadBytes);
        _engine.Record(new SimEvent(_engine.Now, EventKind.Dispatched, 0, (ushort)(RunFlags.AsyncBit | extra), e.Arrival.Function, e.Invocation, SimEvent.None, _engine.Now - e.AcceptedAt));
        _engine.Run(e.Arrival, e.Invocation, ordinal, verdict, index);
    }

    private void Refuse(int index, ThrottleCause cause)
    {
        ref var e = ref _waiting[index];
        var function = e.Arrival.Function;
        _engine.Throttle(function, e.Invocation, cause, RunFlags.AsyncBit, e.Attempts++);
        var delay = DelayAfter(e.Refusals++);
        if (IsStopped(function))
        {
            Drop(index, DropCause.ZeroReservedConcurrency);
        }
        else if (IsTooOld(e, delay))
        {
            Drop(index, DropCause.EventAgeExceeded);
        }
        else if (_refusesTogether && Backoff.IsLong(delay))
        {
            Queue(index, delay);
            Wake(_batches.Add(index, _engine.Now + delay));
        }
        else
        {
            Wait(index, delay);
        }
    }

    private bool IsStopped(int function) => _engine.Versions.ReservedOf(function) == 0;

    private long DelayAfter(int refusals)
    {
        var delay = Backoff.DelayNs(refusals);
        return _refusesTogether && Backoff.IsLong(delay) ? Backoff.ToWholeSecond(_engine.Now + delay) - _engine.Now : delay;
    }

    private bool IsTooOld(in WaitingInvocation e, long delay) => _engine.Now - e.AcceptedAt + delay > RuleOf(e).MaximumAgeNs;

    private void Wait(int index, long delay)
    {
        Queue(index, delay);
        _engine.ArmHost(_engine.Now + delay, EntryPhase.Arrive, EntryAction.Retry, index);
    }

    private void Queue(int index, long delay)
    {
        ref var e = ref _waiting[index];
        _engine.Record(new SimEvent(_engine.Now, EventKind.Queued, 0, RunFlags.AsyncBit, e.Arrival.Function, e.Invocation, SimEvent.None, delay));
        e.Waits = true;
        Waiting++;
    }

    private void Leave(int index)
    {
        _waiting[index].Waits = false;
        Waiting--;
    }

    // What waited while its function was updated runs on what it is now (rule ENV-UPDATED).
    private bool Follow(int index)
    {
        ref var e = ref _waiting[index];
        var next = _engine.Versions.Newest(e.Arrival.Function);
        if (_engine.Versions.ModelOf(next).IsRetired)
        {
            return false;
        }

        e.Arrival.Function = next;
        _engine.Define(next);
        Contents?.Moved(e.Invocation, next);
        return true;
    }

    private FunctionDefinition FunctionOf(in WaitingInvocation e) => _engine.Versions.ModelOf(e.Arrival.Function).Definition;

    private AsyncRule RuleOf(in WaitingInvocation e)
    {
        var function = FunctionOf(e);
        return Rules.AreConfigured ? Rules.Of(function, Contents?.QualifierOf(e.Invocation)) : AsyncRule.Of(function.Config);
    }
}
