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
        // A queue takes no attribute without a value.
        var attributes = delivery.Attributes.Count == 0
            ? MessageRules.NoAttributes
            : new SortedDictionary<string, MessageAttribute>(delivery.Attributes.Where(static a => a.Value.Length > 0).ToDictionary(static a => a.Name, static a => new MessageAttribute(a.Type, a.Value)), StringComparer.Ordinal).AsReadOnly();
        return Send(
            new SendRequest(Encoding.UTF8.GetString(delivery.Body.Span))
            {
                Attributes = attributes,
                SystemAttributes = TraceHeader.Of(delivery),
                Group = delivery.GroupId,
                DeduplicationId = IsFifo ? delivery.DeduplicationId : null,
                SenderId = null,
                By = Sender.Of(delivery.Origin) with { Chain = delivery.Chain },
            },
            delivery);
    }
}
