using LambdaSim.Events;
using LambdaSim.Faults;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Async;

/// <summary>Where a world stands, as what it sends on tells it.</summary>
/// <param name="Account">Its own account.</param>
/// <param name="Region">Its own region.</param>
/// <param name="Start">Virtual time 0.</param>
/// <param name="Seed">Seed of request ids.</param>
internal sealed record AsyncOrigin(string Account, string Region, Instant Start, ulong Seed);

/// <summary>Sends async invocations that have their fate on: to the dead-letter queue, and as records to destinations.</summary>
/// <param name="engine">The clock and the log.</param>
/// <param name="rules">Where they go.</param>
/// <param name="sinks">What takes deliveries at an ARN at the moment; null: nothing does.</param>
/// <param name="origin">Where they come from.</param>
/// <param name="attempts">How often each is tried.</param>
internal sealed class Deliveries(Engine.Engine engine, AsyncRules rules, Func<string, ISink?> sinks, AsyncOrigin origin, int attempts = 1)
{
    /// <summary>Whether anything is to be sent of an invocation.</summary>
    /// <param name="function">The version that ran it.</param>
    /// <param name="qualifier">What its caller named; null: no version or alias.</param>
    /// <param name="cause">Why it was dropped; null: it ran to success.</param>
    public bool AreWanted(FunctionDefinition function, string? qualifier, DropCause? cause)
    {
        var rule = rules.Of(function, qualifier);
        return cause is null ? IsGiven(rule.OnSuccess) : IsGiven(rule.OnFailure) || IsGiven(rules.DeadLetterQueueOf(function));
    }

    /// <summary>What is sent of an invocation, in order (rule ASY-DESTINATION): dead-letter queue and destination do not exclude each other.</summary>
    public IEnumerable<Outgoing> Of(SettledInvocation settled)
    {
        var rule = rules.Of(settled.Function, settled.Qualifier);
        if (settled.Cause is null)
        {
            return IsGiven(rule.OnSuccess) ? [new Outgoing(settled, rule.OnSuccess!, DeliveryCause.OnSuccess, DeliveryCause.OnSuccessFailed)] : [];
        }

        List<Outgoing> all = [];
        if (rules.DeadLetterQueueOf(settled.Function) is { } queue && IsGiven(queue))
        {
            all.Add(new Outgoing(settled, queue, DeliveryCause.DeadLetterQueue, DeliveryCause.DeadLetterQueueFailed));
        }

        if (IsGiven(rule.OnFailure))
        {
            all.Add(new Outgoing(settled, rule.OnFailure!, DeliveryCause.OnFailure, DeliveryCause.OnFailureFailed));
        }

        return all;
    }

    /// <summary>Hands it over, and records what became of it.</summary>
    /// <returns>False: its target did not take it, and it is to be tried again.</returns>
    public bool Try(Outgoing outgoing)
    {
        outgoing.Attempts++;
        var taken = !Fails(outgoing) && sinks(outgoing.Target.Arn) is { } sink && Letter(outgoing, sink) is { } delivery ? sink.Take(delivery) : Taken.Refused;
        if (taken == Taken.Refused && outgoing.Attempts < attempts)
        {
            return false;
        }

        // What arrives as an invocation has its record when it does.
        if (taken != Taken.OnItsWay)
        {
            Record(outgoing, taken == Taken.Arrived ? outgoing.Arrived : outgoing.Failed);
        }

        return true;
    }

    // Rule FLT-DESTINATION: each attempt draws.
    private bool Fails(Outgoing outgoing)
    {
        if (!engine.Faults.Has(FaultSite.FailedDestination))
        {
            return false;
        }

        var settled = outgoing.Settled;
        var strike = engine.Faults.Find(FaultSite.FailedDestination, new Candidate((uint)settled.Invocation, (uint)outgoing.Attempts | ((ulong)outgoing.Arrived << 32))
        {
            Function = settled.Function, Arn = outgoing.Target.Arn, Resource = Arn.TryParse(outgoing.Target.Arn, out var arn) ? arn.FunctionName ?? arn.Resource : null,
        });
        if (strike is not null)
        {
            engine.Faults.Tell(strike, settled.Function.Index, settled.Invocation);
        }

        return strike is not null;
    }

    /// <summary>It was not delivered.</summary>
    public void Fail(Outgoing outgoing) => Record(outgoing, outgoing.Failed);

    /// <summary>The record of a delivery.</summary>
    /// <param name="now">Virtual time in nanoseconds.</param>
    /// <param name="origin">What was sent on, and what became of that.</param>
    /// <param name="next">Number of the async invocation that it became.</param>
    public static SimEvent RecordOf(long now, CallOrigin origin, int next = SimEvent.None) =>
        new(now, EventKind.Delivered, (byte)origin.Cause, RunFlags.AsyncBit, origin.Function, origin.Invocation, SimEvent.None, next + 1);

    // Null: it does not fit, or the target is of a kind that takes no such thing: a function is no dead-letter queue.
    private Delivery? Letter(Outgoing outgoing, ISink sink)
    {
        var settled = outgoing.Settled;
        var requestId = RequestId.Of(origin.Seed, settled.Invocation);
        var now = At(engine.Now);
        var body = outgoing.IsDeadLetter
            ? TakesDeadLetters(sink) ? settled.RequestOrEmpty : (ReadOnlyMemory<byte>?)null
            : new InvocationRecord(settled, ArnOf(settled), requestId, now).Within(sink.MaxBytes);
        if (body is not { } bytes)
        {
            return null;
        }

        var delivery = new Delivery(bytes, now, requestId, new CallOrigin(settled.Function.Index, settled.Invocation, outgoing.Arrived), settled.Chain ?? new CallChain())
        {
            Attributes = outgoing.IsDeadLetter ? DeadLetter.AttributesOf(settled, requestId) : [],
            Trace = TraceOf(settled).ToString(),
        };
        return outgoing.IsDeadLetter ? delivery : RecordForm.Of(delivery, sink, settled, ArnOf(settled), origin.Seed);
    }

    private static bool TakesDeadLetters(ISink sink) => sink.Arn.Service is Arn.Sqs or Arn.Sns;

    // As the function itself saw it, where it ran (rule REC-LINEAGE).
    private TraceHeader TraceOf(SettledInvocation settled)
    {
        var trace = settled.Trace ?? TraceHeader.Of(origin.Seed, settled.Invocation, At(settled.AcceptedAt));
        return settled.Attempts > 0 ? trace.Reach(Admission.RecursionGuard.KeyOf(settled.Function)) : trace;
    }

    private Instant At(long nanoseconds) => origin.Start + Duration.FromNanoseconds(nanoseconds);

    private void Record(Outgoing outgoing, DeliveryCause cause) =>
        engine.Record(RecordOf(engine.Now, new CallOrigin(outgoing.Settled.Function.Index, outgoing.Settled.Invocation, cause)));

    private static bool IsGiven(Destination? destination) => destination is { Arn.Length: > 0 };

    // With what its caller named, else with the version that ran.
    private string ArnOf(SettledInvocation settled)
    {
        var function = settled.Function;
        var (account, region) = function.Place?.Split('/') is [var otherAccount, var otherRegion] ? (otherAccount, otherRegion) : (origin.Account, origin.Region);
        return Arn.OfFunction(region, account, function.Name, settled.Qualifier ?? function.Qualifier).ToString();
    }
}
