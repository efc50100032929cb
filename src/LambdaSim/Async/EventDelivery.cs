using System.Text;
using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Neighbours;
using LambdaSim.Resources;
using LambdaSim.Runtime;
using NodaTime;

namespace LambdaSim.Async;

/// <summary>Sends events that have their fate on: to the dead-letter queue, and as records to destinations.</summary>
internal sealed class EventDelivery(LoopHost host, DestinationBook book) : EventFates
{
    // Rule ASY-DESTINATION: dead-letter queue and destination do not exclude each other.
    internal override void Settled(int invocation, DropCause? cause, int attempts)
    {
        var call = host.TakeEvent(invocation);
        var config = call.Function.Definition.Config;
        var rules = host.Rules?.Invoke(call);
        if (cause is null)
        {
            SendRecord(call, cause, attempts, rules is null ? config.OnSuccess : rules.OnSuccess, DeliveryCause.OnSuccess, DeliveryCause.OnSuccessFailed);
            return;
        }

        SendEvent(call, config.DeadLetterQueue);
        SendRecord(call, cause, attempts, rules is null ? config.OnFailure : rules.OnFailure, DeliveryCause.OnFailure, DeliveryCause.OnFailureFailed);
    }

    internal override (int Retries, long MaximumAge)? RulesOf(int invocation) =>
        host.RulesOf(invocation) is { } rules ? (rules.Retries, rules.MaximumAge.ToInt64Nanoseconds()) : null;

    private Instant Now => host.Start + Duration.FromNanoseconds(host.WorldNow);

    private void SendEvent(Call call, Destination? destination)
    {
        if (destination is { Arn.Length: > 0 })
        {
            var taken = book.QueueOf(destination.Arn)?.Send(DeadLetter.Of(call, RequestIdOf(call), Now), TraceHeader.Of(RequestIdOf(call), Now), Sender.Of(Origin(call, DeliveryCause.DeadLetterQueue))) == true;
            host.Record(Origin(call, taken ? DeliveryCause.DeadLetterQueue : DeliveryCause.DeadLetterQueueFailed));
        }
    }

    private void SendRecord(Call call, DropCause? cause, int attempts, Destination? destination, DeliveryCause arrived, DeliveryCause failed)
    {
        if (destination is not { Arn: { Length: > 0 } arn })
        {
            return;
        }

        var queue = book.QueueOf(arn);
        var json = new InvocationRecord(call, cause, attempts, RequestIdOf(call), Now).Within(queue?.Settings.MaximumMessageSize ?? host.Options.World.Account.Quotas.MaxEventBytes);
        if (json is null)
        {
            host.Record(Origin(call, failed));
        }
        else if (queue is null)
        {
            SendToFunction(call, arn, json, arrived, failed);
        }
        else
        {
            var taken = queue.Send(new QueueMessage(Encoding.UTF8.GetString(json), MessageRules.NoAttributes, Now), TraceHeader.Of(RequestIdOf(call), Now), Sender.Of(Origin(call, arrived)));
            host.Record(Origin(call, taken ? arrived : failed));
        }
    }

    // What the ARN stood for may be gone.
    private void SendToFunction(Call call, string arn, byte[] json, DeliveryCause arrived, DeliveryCause failed)
    {
        if (book.FunctionOf(arn) is var (target, addressed))
        {
            host.SendOn(target, addressed, json, Origin(call, arrived), call.Chain ??= new CallChain());
        }
        else
        {
            host.Record(Origin(call, failed));
        }
    }

    private string RequestIdOf(Call call) => RequestId.Of(host.Seed, call.Invocation);

    private static CallOrigin Origin(Call call, DeliveryCause cause) => new(call.Function.Index, call.Invocation, cause);
}
