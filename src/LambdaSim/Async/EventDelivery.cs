using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Neighbours;
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
        if (cause is null)
        {
            SendRecord(call, cause, attempts, config.OnSuccess, DeliveryCause.OnSuccess, DeliveryCause.OnSuccessFailed);
            return;
        }

        SendEvent(call, config.DeadLetterQueue);
        SendRecord(call, cause, attempts, config.OnFailure, DeliveryCause.OnFailure, DeliveryCause.OnFailureFailed);
    }

    private Instant Now => host.Start + Duration.FromNanoseconds(host.WorldNow);

    private void SendEvent(Call call, Destination? destination)
    {
        if (destination is { Arn.Length: > 0 })
        {
            var taken = book.QueueOf(destination.Arn)?.Send(DeadLetter.Of(call, RequestIdOf(call), Now), TraceHeader.Of(RequestIdOf(call), Now)) == true;
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
        var function = queue is null ? book.FunctionOf(arn) : null;
        var json = new InvocationRecord(call, cause, attempts, RequestIdOf(call), Now).Within(queue?.Settings.MaximumMessageSize ?? RequestPayload.MaxAsync);

        // A queue may have been deleted since the function named it.
        if (json is null || (queue is null && function is null))
        {
            host.Record(Origin(call, failed));
        }
        else if (queue is null)
        {
            host.SendOn(function!, json, Origin(call, arrived));
        }
        else
        {
            var taken = queue.Send(new QueueMessage(Encoding.UTF8.GetString(json), MessageRules.NoAttributes, Now), TraceHeader.Of(RequestIdOf(call), Now));
            host.Record(Origin(call, taken ? arrived : failed));
        }
    }

    private string RequestIdOf(Call call) => RequestId.Of(host.Seed, call.Invocation);

    private static CallOrigin Origin(Call call, DeliveryCause cause) => new(call.Function.Index, call.Invocation, cause);
}
