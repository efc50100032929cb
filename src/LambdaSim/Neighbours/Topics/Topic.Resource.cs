using System.Text;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Topics;

// What Lambda, and other services, send on to (rule SNS-SINK).
public sealed partial class Topic : ISink
{
    Arn IResource.Arn => _arn;

    string IResource.Kind => "topic";

    // FIFO topics take nothing of Lambda's own (rule ASY-TARGET); what other services send comes with a group.
    ISink? IResource.Sink => IsFifo ? null : this;

    int ISink.MaxBytes => PublishRules.MaxBytes;

    Taken ISink.Take(Delivery delivery)
    {
        var request = new PublishRequest(Encoding.UTF8.GetString(delivery.Body.Span))
        {
            Subject = delivery.Subject,
            Attributes = delivery.Attributes.ToDictionary(static a => a.Name, static a => GivenAttribute.Of(new MessageAttribute(a.Type, a.Value)), StringComparer.Ordinal),
            Group = delivery.GroupId,
            DeduplicationId = IsFifo ? delivery.DeduplicationId : null,
            By = Sender.Of(delivery.Origin) with { Chain = delivery.Chain, Trace = delivery.Trace },
        };
        try
        {
            Publish(request);
            return Taken.Arrived;
        }
        catch (TopicServiceException e)
        {
            delivery.Receipt?.Refusal = e.Message;
            return Taken.Refused;
        }
    }
}
