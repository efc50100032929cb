using LambdaSim.Admission;
using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Faults;
using LambdaSim.Resources;

namespace LambdaSim.Async;

/// <summary>
/// Lambda's asynchronous queue: what it accepts is admitted now or later, retried, and never without a fate. It is the caller of each attempt; whoever
/// handed one in is told only that it was accepted.
/// <para>
/// A composition root makes one for each engine, which it attaches itself to. <see cref="Contents"/> stays unset where no code runs: then requests are
/// some JSON of their length, and responses null. <see cref="Deliveries"/> sends on what has its fate to the sink of an ARN; unset, nothing is sent. A function
/// without code is a <see cref="FunctionSink"/>:
/// <code>
/// var queue = new AsyncInvocations(engine, config);
/// queue.Deliveries = new Deliveries(engine, queue.Rules, directory.Sink, new AsyncOrigin(account, region, start, seed));
/// </code>
/// </para>
/// </summary>
internal sealed partial class AsyncInvocations : AsyncQueue
{
    private const long OrdinalsOfAnAttempt = 1L << 32;

    // A first attempt and two retries; the copy of an event draws behind them.
    private const int MostRuns = 3;

    private readonly Engine.Engine _engine;
    private readonly WaitingInvocations _waiting = new();
    private readonly WaitingBatches _batches;
    private readonly bool _hasFrontDoorRate;
    private readonly bool _refusesTogether;
    private readonly bool _sendsApart;
    private readonly AsyncLuck _luck;
    private readonly short _number;
    private readonly short _lambda;

    // What arrives now is accepted, and not tried any more.
    private bool _isOver;

    /// <param name="engine">Where attempts run.</param>
    /// <param name="config">Quotas, what is chosen where AWS says nothing, and the seed.</param>
    public AsyncInvocations(Engine.Engine engine, SimulationConfig config)
    {
        _engine = engine;
        Guard = new RecursionGuard(config.Account.Quotas.DetectsRecursiveLoops && engine.Semantics.StopsLoops, config.Async.RecursionLimit);
        _luck = new AsyncLuck(config.Seed, config.Async);
        _hasFrontDoorRate = config.Account.Quotas.AsyncFrontDoorRate;

        // Waits that are spread end at moments of their own.
        _refusesTogether = engine.Semantics.RefusesTogether && !_luck.SpreadsWaits;
        _sendsApart = engine.Semantics.SendsOnApart;
        _batches = new WaitingBatches(_waiting);
        _number = engine.Attach(this);
        _lambda = engine.Register(new LambdaCaller());
    }

    /// <summary>How often and for how long invocations are tried, and where they are sent on.</summary>
    public AsyncRules Rules { get; } = new();

    /// <summary>Finds recursive loops, of synchronous calls too.</summary>
    public RecursionGuard Guard { get; }

    /// <summary>Whether a call of a version that came with a trace header is stopped as recursive.</summary>
    public bool Stops(string? trace, int version) => Guard.Stops(TraceHeader.Parse(trace), _engine.Versions.ModelOf(version).Definition);

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
        Begin(ref _waiting[index]);
        if (Struck(FaultSite.DuplicateDelivery, index, ordinal) is not null)
        {
            _waiting[index].Delivery = Copies.Waiting;
        }

        caller?.Accepted(invocation);
        if (_isOver)
        {
            _waiting[index].Waits = true;
            return;
        }

        if (Struck(FaultSite.LateDelivery, index, _waiting[index].Ordinal) is { } late)
        {
            Wait(index, late.ByNs);
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
            case EntryAction.SendAgain:
                Waiting--;
                SendAgain(entry.Target);
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
        GiveUp();
        foreach (var e in _waiting.Waiting())
        {
            _engine.Record(new SimEvent(_engine.Now, EventKind.QueuedAtEnd, 0, RunFlags.AsyncBit, e.Arrival.Function, e.Invocation, SimEvent.None, _engine.Now - e.AcceptedAt));
        }
    }

    private void Begin(ref WaitingInvocation e)
    {
        e.Chain = _sent?.Chain;
        e.Trace = Contents is null ? TraceHeader.Parse(_sent?.Trace) : Contents.TraceOf(e.Invocation);
        e.IsRouted = Contents?.IsRouted(e.Invocation) == true;
        e.Delivery = Copies.None;
    }

    // Rules ASY-DUPLICATE, ASY-SYSTEM-ERROR, FLT-LATE.
    private Strike? Struck(FaultSite site, int index, long ordinal)
    {
        if (!_engine.Faults.Has(site))
        {
            return null;
        }

        ref var e = ref _waiting[index];
        var strike = _engine.Faults.Find(site, new Candidate(EntityOf(e), (ulong)ordinal) { Function = FunctionOf(e), IsEvent = true });
        if (strike is not null)
        {
            _engine.Faults.Tell(strike, e.Arrival.Function, e.Invocation);
        }

        return strike;
    }

    private void Retry(int index)
    {
        Leave(index);
        Attempt(index);
    }

    private void Attempt(int index) => TryHere(index, IsFound(index));

    private void TryHere(int index, bool isFound)
    {
        if (isFound)
        {
            AttemptHere(index);
        }
        else
        {
            Drop(index, DropCause.FunctionDeleted);
        }
    }

    private void AttemptHere(int index)
    {
        ref var e = ref _waiting[index];
        if (_engine.Versions.ModelOf(e.Arrival.Function).IsRetired)
        {
            Drop(index, DropCause.FunctionDeleted);
            return;
        }

        if (Guard.Stops(e.Trace, FunctionOf(e)))
        {
            Drop(index, DropCause.RecursiveInvocation);
            return;
        }

        // Known before anything of Lambda's own can fail.
        if (_engine.Faults.Has(FaultSite.SystemError) && !IsStopped(e.Arrival.Function) && MeetsSystemError(index))
        {
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

    private bool MeetsSystemError(int index)
    {
        ref var e = ref _waiting[index];
        if (Struck(FaultSite.SystemError, index, AttemptOf(e)) is null)
        {
            return false;
        }

        e.MetSystemError = true;
        _engine.Record(new SimEvent(_engine.Now, EventKind.SystemError, 0, RunFlags.AsyncBit, e.Arrival.Function, e.Invocation, SimEvent.None, e.Attempts++));
        BackOff(index);
        return true;
    }

    private void Run(int index, Verdict verdict)
    {
        ref var e = ref _waiting[index];

        // Rule ASY-RETRY-DRAW: a retry draws anew, under a number that no other call has: one function of arrival and attempt, whatever runs in between.
        var isCopy = e.Delivery == Copies.Waiting;
        var ordinal = e.Ordinal + ((isCopy ? MostRuns : e.Runs) * OrdinalsOfAnAttempt);
        e.Attempts++;
        e.Runs += isCopy ? 0 : 1;
        e.Delivery = isCopy ? Copies.Running : e.Delivery;
        e.Refusals = 0;
        var extra = PriceList.ExtraRequests(e.Arrival.PayloadBytes);
        _engine.Record(new SimEvent(_engine.Now, EventKind.Dispatched, 0, (ushort)(RunFlags.AsyncBit | extra), e.Arrival.Function, e.Invocation, SimEvent.None, _engine.Now - e.AcceptedAt));
        _engine.Run(e.Arrival, e.Invocation, ordinal, verdict, index, isCopy);
    }

    private void Refuse(int index, ThrottleCause cause)
    {
        ref var e = ref _waiting[index];
        e.MetSystemError = false;
        _engine.Throttle(e.Arrival.Function, e.Invocation, cause, RunFlags.AsyncBit, e.Attempts++);
        BackOff(index);
    }

    private void BackOff(int index)
    {
        ref var e = ref _waiting[index];
        var delay = ToTogether(_luck.Delay(e.Refusals++, _luck.SpreadsWaits ? EntityOf(e) : 0, AttemptOf(e)));
        var step = NextStep.AfterRefusal(IsStopped(e.Arrival.Function), _engine.Now - e.AcceptedAt, delay, RuleOf(e).MaximumAgeNs);
        if (step.Drop is null && _refusesTogether && Backoff.IsLong(step.DelayNs))
        {
            Queue(index, step.DelayNs);
            Wake(_batches.Add(index, _engine.Now + step.DelayNs));
        }
        else
        {
            Follow(index, step);
        }
    }

    private ulong EntityOf(in WaitingInvocation e) => _engine.Versions.ModelOf(e.Arrival.Function).Entity;

    private static long AttemptOf(in WaitingInvocation e) => e.Ordinal + (e.Attempts * OrdinalsOfAnAttempt);

    private bool IsStopped(int function) => _engine.Versions.ReservedOf(function) == 0;

    private long DelayAfter(int refusals) => ToTogether(Backoff.DelayNs(refusals));

    private long ToTogether(long delay) => _refusesTogether && Backoff.IsLong(delay) ? Backoff.ToWholeSecond(_engine.Now + delay) - _engine.Now : delay;

    // Rule ASY-ORDER: entries of one instant come in the order in which they were armed.
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

    // What waited runs on what its function is now (rule ENV-UPDATED), and on the version that its alias chooses now (rule ASY-DEQUEUE).
    private bool IsFound(int index)
    {
        ref var e = ref _waiting[index];
        var next = e.IsRouted && (e.Attempts > 0 || e.Refusals > 0) ? Contents!.Route(e.Invocation) : e.Arrival.Function;
        next = next < 0 ? next : _engine.Versions.Newest(next);
        if (next < 0 || _engine.Versions.ModelOf(next).IsRetired)
        {
            return false;
        }

        if (next != e.Arrival.Function)
        {
            e.Arrival.Function = next;
            _engine.Define(next);
            Contents?.Moved(e.Invocation, next);
        }

        return true;
    }

    private FunctionDefinition FunctionOf(in WaitingInvocation e) => _engine.Versions.ModelOf(e.Arrival.Function).Definition;

    private AsyncRule RuleOf(in WaitingInvocation e)
    {
        var function = FunctionOf(e);
        return Rules.AreConfigured ? Rules.Of(function, Contents?.QualifierOf(e.Invocation)) : AsyncRule.Of(function.Config);
    }
}
