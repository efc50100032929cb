using System.Globalization;
using System.Text;
using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Randomness;

namespace LambdaSim.Neighbours.Topics;

/// <summary>What SNS puts a message in: the document that queues get, and the event that functions get (rule SNS-ENVELOPE).</summary>
internal static class Envelope
{
    private const string Notification = "Notification";
    private const int SignatureBytes = 256;

    /// <summary>For queues, and for whatever comes into a dead-letter queue.</summary>
    public static byte[] ForQueue(Subscription subscription, TopicMessage message)
    {
        var topic = subscription.Topic;
        var text = new StringBuilder("{\n");
        Add(text, "Type", Notification);
        Add(text, "MessageId", message.MessageId);
        Add(text, "SequenceNumber", message.SequenceNumber);
        Add(text, "TopicArn", topic.Arn);
        Add(text, "Subject", message.Subject);
        Add(text, "Message", message.Said.For(subscription.Protocol));
        Add(text, "Timestamp", TimestampOf(message));

        // What a FIFO topic sends is not signed.
        if (!topic.IsFifo)
        {
            Add(text, "SignatureVersion", topic.Attributes.SignatureVersion);
            Add(text, "Signature", SignatureOf(message));
            Add(text, "SigningCertURL", CertificateOf(topic));
        }

        Add(text, "UnsubscribeURL", UnsubscribeOf(subscription));
        if (AttributesOf(message) is { Count: > 0 } attributes)
        {
            text.Append("  \"MessageAttributes\" : {\n");
            text.AppendJoin(",\n", attributes.Select(static a => $"    {JsonLine.Quoted(a.Key)} : {{\"Type\":{JsonLine.Quoted(a.Value.DataType)},\"Value\":{JsonLine.Quoted(a.Value.Value)}}}"));
            text.Append("\n  },\n");
        }

        // Behind the last member there is no comma.
        text.Length -= ",\n".Length;
        return Encoding.UTF8.GetBytes(text.Append("\n}").ToString());
    }

    /// <summary>For functions.</summary>
    public static byte[] ForFunction(Subscription subscription, TopicMessage message) => JsonLine.Bytes(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("Records");
        json.WriteStartObject();
        json.WriteString("EventSource", "aws:sns");
        json.WriteString("EventVersion", "1.0");
        json.WriteString("EventSubscriptionArn", subscription.Arn);
        json.WriteStartObject("Sns");
        WriteMembers(json, subscription, message);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    // Two names are spelled otherwise than for queues, and nothing is left out.
    private static void WriteMembers(Utf8JsonWriter json, Subscription subscription, TopicMessage message)
    {
        var topic = subscription.Topic;
        json.WriteString("Type", Notification);
        json.WriteString("MessageId", message.MessageId);
        json.WriteString("TopicArn", topic.Arn);
        json.WriteString("Subject", message.Subject);
        json.WriteString("Message", message.Said.For(subscription.Protocol));
        json.WriteString("Timestamp", TimestampOf(message));
        json.WriteString("SignatureVersion", topic.Attributes.SignatureVersion);
        json.WriteString("Signature", SignatureOf(message));
        json.WriteString("SigningCertUrl", CertificateOf(topic));
        json.WriteString("UnsubscribeUrl", UnsubscribeOf(subscription));
        json.WriteStartObject("MessageAttributes");
        foreach (var (name, attribute) in AttributesOf(message))
        {
            json.WriteStartObject(name);
            json.WriteString("Type", attribute.DataType);
            json.WriteString("Value", attribute.Value);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static IReadOnlyDictionary<string, MessageAttribute> AttributesOf(TopicMessage message) => message.Said.HasAttributes ? message.Attributes : MessageAttributes.None;

    private static void Add(StringBuilder text, string name, string? value)
    {
        if (value is not null)
        {
            text.Append("  \"").Append(name).Append("\" : ").Append(JsonLine.Quoted(value)).Append(",\n");
        }
    }

    private static string TimestampOf(TopicMessage message) => message.PublishedAt.ToString("uuuu-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    // Of the form of a signature; nobody has its key.
    private static string SignatureOf(TopicMessage message)
    {
        var stream = StableHash.Of(message.MessageId);
        Span<byte> bytes = stackalloc byte[SignatureBytes];
        for (var i = 0; i < SignatureBytes / sizeof(ulong); i++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[(i * sizeof(ulong))..], Draw.At(stream, (ulong)i));
        }

        return Convert.ToBase64String(bytes);
    }

    private static string CertificateOf(Topic topic)
    {
        var stream = StableHash.Of(topic.Service.Region);
        return Text.Invariant($"{HostOf(topic)}/SimpleNotificationService-{Draw.At(stream, 0):x16}{Draw.At(stream, 1):x16}.pem");
    }

    private static string UnsubscribeOf(Subscription subscription) => $"{HostOf(subscription.Topic)}/?Action=Unsubscribe&SubscriptionArn={subscription.Arn}";

    private static string HostOf(Topic topic) => $"https://sns.{topic.Service.Region}.amazonaws.com";
}
