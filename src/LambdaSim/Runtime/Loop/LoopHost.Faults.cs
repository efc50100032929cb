using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Faults;

namespace LambdaSim.Runtime;

// What goes wrong on purpose with code and its requests.
internal sealed partial class LoopHost : IRequests
{
    /// <summary>What goes wrong on purpose.</summary>
    public FaultDesk Faults => _engine.Faults;

    public RequestStrikes? Meet(string service, string? operation, string? resource) =>
        Faults.StrikesRequests && Caller?.Owner is LiveProcess { Environment.Context: { Call: not null } context } process && context.OfProcess == process
            ? new Request(this, process, context, new Candidate(context.Entity, context.Requests++)
            {
                Function = process.Environment.Function.Definition, Service = service, Operation = operation, Resource = resource,
            })
            : null;

    // Rule FLT-CLOCK: one error for each environment, whatever becomes of its processes.
    private long SkewOf(LiveEnvironment env)
    {
        if (!Faults.Has(FaultSite.ClockSkew))
        {
            return 0;
        }

        var what = new Candidate((uint)env.Serial, 0) { Function = env.Function.Definition };
        if (env.Skew is null && Faults.Find(FaultSite.ClockSkew, what) is { } strike)
        {
            Faults.Tell(strike, env.Function.Index, number: env.Serial);
            env.Skew = (long)(((2 * Faults.Further(strike, what)) - 1) * strike.ByNs);
        }

        return env.Skew ??= 0;
    }

    /// <summary>Rule FLT-FAILED: the state of a function is one for all of its requests.</summary>
    /// <exception cref="ResourceConflictException">A fault has let it fail.</exception>
    public void RequireActive(LiveFunction function)
    {
        if (Faults.Has(FaultSite.FunctionFailed) && Faults.Find(FaultSite.FunctionFailed, OfState(function.Definition.Name) with { Function = function.Definition }) is { } strike)
        {
            Faults.Tell(strike, function.Index < _engine.Versions.Count && _engine.IsDefined(function.Index) ? function.Index : SimEvent.None);
            throw new ResourceConflictException("The operation cannot be performed at this time. The function is currently in the following state: Failed");
        }
    }

    /// <summary>Whether a fault lets a function be in the state Failed now.</summary>
    public bool IsFailed(string function) => Faults.Has(FaultSite.FunctionFailed) && Faults.Peek(FaultSite.FunctionFailed, OfState(function)) is not null;

    private static Candidate OfState(string function) => new(Randomness.StableHash.Of(function), 0) { FunctionName = function };

    // As if the machine had killed it.
    private void End(LiveProcess process, Fault fault)
    {
        process.Exit = new ProcessExitException(null, Text.Invariant($"the process of {process.Environment.Function.Name} ends at +{NodaTime.Duration.FromNanoseconds(Now).TotalSeconds:0.######} s by a fault of the plan: {fault}"));
        Exited(process);
    }

    private sealed class Request(LoopHost host, LiveProcess process, InvocationContext context, Candidate what) : RequestStrikes
    {
        public override Exception Exit => process.Exit!;

        private bool HasEnded => process.Exit is not null || process.Sandbox.Dead || process.Environment.Context != context;

        public override bool EndsBefore() => Ends(FaultSite.CrashBefore);

        public override ServiceRefusal? Refusal() =>
            Find(FaultSite.Throttle) is not null ? ServiceRefusal.Throttled(what.Service!)
            : Find(FaultSite.ServiceError) is not null ? ServiceRefusal.Failed(what.Service!)
            : null;

        public override void EndDuring()
        {
            if (Find(FaultSite.CrashDuring) is { } strike)
            {
                host._alarms.Arm(new EndAlarm(host, process, context, strike.Fault), host.LocalNow(process.Sandbox), EntryPhase.Arrive);
                _endsDuring = strike;
            }
        }

        private Strike? _endsDuring;

        public override bool EndsAfter()
        {
            if (!HasEnded && _endsDuring is { } during)
            {
                host.End(process, during.Fault);
            }

            return HasEnded || Ends(FaultSite.CrashAfter);
        }

        public override long Slowness() => Find(FaultSite.SlowNeighbour)?.ByNs ?? 0;

        public override void Spend(long nanoseconds)
        {
            process.Sandbox.BusyUntil = host.LocalNow(process.Sandbox) + nanoseconds;
            if (process.Sandbox.BusyUntil > context.Deadline)
            {
                throw new EnvironmentGoneException($"the call of {process.Environment.Function.Name} times out while it waits for {what.Service} (request {context.AwsRequestId})", host.Seed);
            }
        }

        private bool Ends(FaultSite site)
        {
            if (Find(site) is not { } strike)
            {
                return false;
            }

            host.End(process, strike.Fault);
            return true;
        }

        private Strike? Find(FaultSite site)
        {
            var strike = host.Faults.Find(site, what);
            if (strike is not null)
            {
                host.Faults.Tell(strike, process.Environment.Function.Index, context.Call!.Invocation);
            }

            return strike;
        }
    }

    private sealed class EndAlarm : Alarm
    {
        private readonly LoopHost _host;
        private readonly LiveProcess _process;
        private readonly InvocationContext _context;
        private readonly Fault _fault;

        public EndAlarm(LoopHost host, LiveProcess process, InvocationContext context, Fault fault)
        {
            (_host, _process, _context, _fault) = (host, process, context, fault);
            Sandbox = process.Sandbox;
        }

        internal override bool IsBound => false;

        internal override void Ring()
        {
            if (_process.Exit is null && _process.Environment.Context == _context)
            {
                _host.End(_process, _fault);
            }
        }
    }
}
