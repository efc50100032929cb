using LambdaSim.Events;
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
internal sealed class Deliveries(Engine.Engine engine, AsyncRules rules, Func<string, ISink?> sinks, AsyncOrigin origin)
{
    /// <summary>Whether anything is to be sent of an invocation.</summary>
    /// <param name="function">The version that ran it.</param>
    /// <param name="qualifier">What its caller named; null: no version or alias.</param>
    /// <param name="cause">Why it was dropped; null: it ran to success.</param>
    public bool AreWanted(FunctionDefinition function, string? qualifier, DropCause? cause)
    {
        var rule = rules.Of(function, qualifier);
        return cause is null ? IsGiven(rule.OnSuccess) : IsGiven(rule.OnFailure) || IsGiven(function.Config.DeadLetterQueue);
    }

    // Rule ASY-DESTINATION: dead-letter queue and destination do not exclude each other.
    public void Send(in SettledInvocation settled)
    {
        var rule = rules.Of(settled.Function, settled.Qualifier);
        if (settled.Cause is null)
        {
            SendRecord(settled, rule.OnSuccess, DeliveryCause.OnSuccess, DeliveryCause.OnSuccessFailed);
            return;
        }

        SendDeadLetter(settled, settled.Function.Config.DeadLetterQueue);
        SendRecord(settled, rule.OnFailure, DeliveryCause.OnFailure, DeliveryCause.OnFailureFailed);
    }

    /// <summary>The record of a delivery.</summary>
    /// <param name="now">Virtual time in nanoseconds.</param>
    /// <param name="origin">What was sent on, and what became of that.</param>
    /// <param name="next">Number of the async invocation that it became.</param>
    public static SimEvent RecordOf(long now, CallOrigin origin, int next = SimEvent.None) =>
        new(now, EventKind.Delivered, (byte)origin.Cause, RunFlags.AsyncBit, origin.Function, origin.Invocation, SimEvent.None, next + 1);

    private Instant Now => origin.Start + Duration.FromNanoseconds(engine.Now);

    private void SendDeadLetter(in SettledInvocation settled, Destination? destination)
    {
        if (destination is not { Arn: { Length: > 0 } arn })
        {
            return;
        }

        // What the ARN stood for may be gone; a function is no dead-letter queue.
        var taken = Taken.Refused;
        if (Arn.TryParse(arn, out var named) && named.Service != Arn.Lambda && sinks(arn) is { } sink)
        {
            var requestId = RequestIdOf(settled);
            var attributes = DeadLetter.AttributesOf(settled, requestId);
            taken = sink.Take(new Delivery(settled.RequestOrEmpty, Now, requestId, OriginOf(settled, DeliveryCause.DeadLetterQueue), settled.Chain ?? new CallChain()) { Attributes = attributes });
        }

        Record(settled, taken, DeliveryCause.DeadLetterQueue, DeliveryCause.DeadLetterQueueFailed);
    }

    private void SendRecord(in SettledInvocation settled, Destination? destination, DeliveryCause arrived, DeliveryCause failed)
    {
        if (destination is not { Arn: { Length: > 0 } arn })
        {
            return;
        }

        var taken = Taken.Refused;
        if (sinks(arn) is { } sink)
        {
            var requestId = RequestIdOf(settled);
            if (new InvocationRecord(settled, ArnOf(settled), requestId, Now).Within(sink.MaxBytes) is { } json)
            {
                taken = sink.Take(new Delivery(json, Now, requestId, OriginOf(settled, arrived), settled.Chain ?? new CallChain()));
            }
        }

        Record(settled, taken, arrived, failed);
    }

    // What arrives as an invocation has its record when it does.
    private void Record(in SettledInvocation settled, Taken taken, DeliveryCause arrived, DeliveryCause failed)
    {
        if (taken != Taken.OnItsWay)
        {
            engine.Record(RecordOf(engine.Now, OriginOf(settled, taken == Taken.Arrived ? arrived : failed)));
        }
    }

    private static bool IsGiven(Destination? destination) => destination is { Arn.Length: > 0 };

    private static CallOrigin OriginOf(in SettledInvocation settled, DeliveryCause cause) => new(settled.Function.Index, settled.Invocation, cause);

    private string RequestIdOf(in SettledInvocation settled) => RequestId.Of(origin.Seed, settled.Invocation);

    // With what its caller named, else with the version that ran.
    private string ArnOf(in SettledInvocation settled)
    {
        var function = settled.Function;
        var (account, region) = function.Place?.Split('/') is [var otherAccount, var otherRegion] ? (otherAccount, otherRegion) : (origin.Account, origin.Region);
        return Arn.OfFunction(region, account, function.Name, settled.Qualifier ?? function.Qualifier).ToString();
    }
}
