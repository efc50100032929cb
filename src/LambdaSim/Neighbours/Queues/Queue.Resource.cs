using System.Text;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Queues;

// What Lambda sends on to, and polls.
public sealed partial class Queue : ISink, ISource
{
    Arn IResource.Arn => _arn;

    string IResource.Kind => "queue";

    // FIFO queues take nothing of Lambda's own (rule ASY-TARGET); what other services send comes with a group.
    ISink? IResource.Sink => IsFifo ? null : this;

    int ISink.MaxBytes => Settings.MaximumMessageSize;

    Duration? ISource.Visibility => Settings.Visibility;

    Taken ISink.Take(Delivery delivery)
    {
        var attributes = delivery.Attributes.Count == 0
            ? MessageRules.NoAttributes
            : new SortedDictionary<string, MessageAttribute>(delivery.Attributes.ToDictionary(static a => a.Name, static a => new MessageAttribute(a.Type, a.Value)), StringComparer.Ordinal).AsReadOnly();
        var message = new QueueMessage(Encoding.UTF8.GetString(delivery.Body.Span), attributes, delivery.SentAt);
        return Send(message, TraceHeader.Of(delivery), delivery) ? Taken.Arrived : Taken.Refused;
    }
}
