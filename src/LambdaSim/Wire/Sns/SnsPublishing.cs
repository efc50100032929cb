using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Topics;
using LambdaSim.Resources;

namespace LambdaSim.Wire.Sns;

/// <summary>Publishing: one message, or up to ten (rules SNS-PUBLISH, SNS-BATCH).</summary>
internal static class SnsPublishing
{
    private const int MostEntries = 10, MaxIdLength = 80;

    public static JsonObject Publish(SnsCall call)
    {
        var request = call.Input.Message() with { By = call.By };
        var target = call.Input.Text("TopicArn") ?? call.Input.Text("TargetArn");
        var phone = call.Input.Text("PhoneNumber");

        // What is wrong with the message is told before what is wrong with the address.
        PublishRules.CheckSubject(request.Subject);
        PublishRules.RequireMessage(request.Message);
        if (phone is not null && !PhoneNumber.IsOne(phone))
        {
            throw TopicServiceException.InvalidParameter($"PhoneNumber Reason: {phone} is not valid to publish to");
        }

        if (phone is not null && target is null)
        {
            throw TopicServiceException.NotSimulated("text messages to telephones");
        }

        var arn = Address(call, target);
        return Told(Find(call, arn, request).Publish(request), []);
    }

    public static JsonObject PublishBatch(SnsCall call)
    {
        var entries = call.Input.Entries().ToList();
        if (entries.Count is 0 or > MostEntries)
        {
            throw entries.Count == 0 ? TopicServiceException.EmptyBatch() : TopicServiceException.TooManyEntries();
        }

        var topic = call.Topic();
        CheckIds(entries);
        var requests = entries.Select(e => e.Message() with { By = call.By }).ToList();
        var messages = Messages(topic, requests);
        if (messages.Sum(static m => (long)MessageAttributes.SizeOf(m.Message, m.Attributes)) > PublishRules.MaxBytes)
        {
            throw TopicServiceException.BatchTooLong();
        }

        return new JsonObject
        {
            ["Successful"] = new JsonArray([.. messages.Select((m, i) => (JsonNode)Told(topic.Accept(m, call.By), new JsonObject { ["Id"] = entries[i].Text("Id") }))]),
            ["Failed"] = new JsonArray(),
        };
    }

    // A message that is none lets the whole batch fail; one that is too large by itself makes it too large too.
    private static List<TopicMessage> Messages(Topic topic, List<PublishRequest> requests)
    {
        if (requests.Sum(static r => (long)System.Text.Encoding.UTF8.GetByteCount(r.Message ?? "")) > PublishRules.MaxBytes)
        {
            throw TopicServiceException.BatchTooLong();
        }

        return [.. requests.Select((r, i) => topic.Check(r, i + 1))];
    }

    private static void CheckIds(List<SnsInput> entries)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var id in entries.Select(static e => e.Text("Id")))
        {
            if (string.IsNullOrEmpty(id) || id.Length > MaxIdLength || !id.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            {
                throw TopicServiceException.InvalidEntryId();
            }

            if (!seen.Add(id))
            {
                throw TopicServiceException.IdsNotDistinct();
            }
        }
    }

    private static Arn Address(SnsCall call, string? target)
    {
        if (target is null)
        {
            throw TopicServiceException.InvalidParameter("TopicArn or TargetArn Reason: no value for required parameter");
        }

        if (target.Contains(":endpoint/", StringComparison.Ordinal))
        {
            throw TopicServiceException.InvalidParameter("TargetArn Reason: No endpoint found for the target arn specified");
        }

        return call.Parse(target, "TopicArn");
    }

    private static Topic Find(SnsCall call, Arn arn, PublishRequest request)
    {
        if (call.Find(arn) is { } topic)
        {
            return topic;
        }

        // The name tells of which type the topic would be.
        _ = PublishRules.Attributes(request.Attributes);
        throw TopicServiceException.NoTopic();
    }

    private static JsonObject Told(Published published, JsonObject told)
    {
        told["MessageId"] = published.MessageId;
        if (published.SequenceNumber is { } number)
        {
            told["SequenceNumber"] = number;
        }

        return told;
    }
}
