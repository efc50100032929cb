using System.Buffers;
using LambdaSim.Neighbours;
using LambdaSim.Neighbours.Queues;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Sources.Queues;

/// <summary>The event that a function gets for a batch, member for member in AWS's order (rule ESM-SQS-EVENT).</summary>
internal sealed class SqsEvent(Queue queue)
{
    /// <summary>Bytes of an event without records.</summary>
    public static readonly int Around = Begin.Length + End.Length;

    private const int DigestLength = 32, IdLength = 36;

    private readonly Arn _arn = ((IResource)queue).Arn;
    private int _handleLength;

    private static ReadOnlySpan<byte> Begin => "{\"Records\":["u8;

    private static ReadOnlySpan<byte> End => "]}"u8;

    /// <summary>Bytes of a message's record.</summary>
    public int SizeOf(StoredMessage message, bool hasWindow)
    {
        var length = new JsonLength();
        Write(ref length, message, hasWindow);
        return length.Bytes;
    }

    public ReadOnlyMemory<byte> Of(MessageBatch batch)
    {
        var bytes = new ArrayBufferWriter<byte>(batch.Bytes);
        var output = new JsonBytes(bytes);
        output.Raw(Begin);
        var hasWindow = batch.Settings.Window > Duration.Zero;
        for (var i = 0; i < batch.Messages.Count; i++)
        {
            if (i > 0)
            {
                output.Raw(","u8);
            }

            Write(ref output, batch.Messages[i].Message, hasWindow);
        }

        output.Raw(End);
        return bytes.WrittenMemory;
    }

    /// <summary>A message's record alone.</summary>
    /// <param name="message">The message.</param>
    /// <param name="hasWindow">The mapping has a batching window.</param>
    /// <param name="body">The body as JSON in place of the text; null: the text.</param>
    public ReadOnlyMemory<byte> RecordOf(StoredMessage message, bool hasWindow, string? body)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var output = new JsonBytes(bytes);
        Write(ref output, message, hasWindow, body);
        return bytes.WrittenMemory;
    }

    private void Write<T>(ref T to, StoredMessage message, bool hasWindow, string? json = null)
        where T : struct, IJsonSink
    {
        if (_handleLength == 0)
        {
            _handleLength = queue.HandleOf(message).Length;
        }

        to.Raw("{\"messageId\":"u8);
        to.Quoted(IdLength, message, static m => m.Id);
        to.Raw(",\"receiptHandle\":"u8);
        to.Quoted(_handleLength, (queue, message), static m => m.queue.HandleOf(m.message));
        to.Raw(",\"body\":"u8);
        if (json is null)
        {
            to.Quoted(message.Sent.Body);
        }
        else
        {
            to.Raw(System.Text.Encoding.UTF8.GetBytes(json));
        }

        Attributes(ref to, message);
        MessageAttributes(ref to, message.Sent.Attributes, hasWindow);
        to.Raw(",\"md5OfBody\":"u8);
        to.Quoted(DigestLength, message.Sent.Body, MessageDigest.OfBody);
        to.Raw(",\"eventSource\":\"aws:sqs\",\"eventSourceARN\":"u8);
        to.Quoted(queue.Arn);
        to.Raw(",\"awsRegion\":"u8);
        to.Quoted(_arn.Region);
        to.Raw("}"u8);
    }

    private static void Attributes<T>(ref T to, StoredMessage message)
        where T : struct, IJsonSink
    {
        to.Raw(",\"attributes\":{"u8);
        if (message.DeadLetterSource?.Arn is { } source)
        {
            to.Raw("\"DeadLetterQueueSourceArn\":"u8);
            to.Quoted(source);
            to.Raw(","u8);
        }

        to.Raw("\"ApproximateReceiveCount\":"u8);
        to.Quoted(message.Receives);
        Attribute(ref to, ",\"AWSTraceHeader\":"u8, message.SystemAttributes.GetValueOrDefault(MessageRules.TraceHeader)?.Value);
        to.Raw(",\"SentTimestamp\":"u8);
        to.Quoted(message.Sent.SentAt.ToUnixTimeMilliseconds());
        Attribute(ref to, ",\"SequenceNumber\":"u8, message.SequenceNumber);
        Attribute(ref to, ",\"MessageGroupId\":"u8, message.Group);
        to.Raw(",\"SenderId\":"u8);
        to.Quoted(message.SenderId);
        Attribute(ref to, ",\"MessageDeduplicationId\":"u8, message.DeduplicationId);
        to.Raw(",\"ApproximateFirstReceiveTimestamp\":"u8);
        to.Quoted(message.FirstReceived.ToUnixTimeMilliseconds());
        to.Raw("}"u8);
    }

    private static void Attribute<T>(ref T to, ReadOnlySpan<byte> name, string? value)
        where T : struct, IJsonSink
    {
        if (value is not null)
        {
            to.Raw(name);
            to.Quoted(value);
        }
    }

    private static void MessageAttributes<T>(ref T to, IReadOnlyDictionary<string, MessageAttribute> attributes, bool hasWindow)
        where T : struct, IJsonSink
    {
        to.Raw(",\"messageAttributes\":{"u8);
        var isFirst = true;
        if (attributes.Count > 0)
        {
            foreach (var (name, attribute) in attributes)
            {
                to.Raw(isFirst ? []: ","u8);
                isFirst = false;
                to.Quoted(name);
                to.Raw(attribute.IsBinary ? ":{\"binaryValue\":"u8 : ":{\"stringValue\":"u8);
                to.Quoted(attribute.Value);
                to.Raw(",\"stringListValues\":[],\"binaryListValues\":[],\"dataType\":"u8);
                to.Quoted(attribute.DataType);
                to.Raw("}"u8);
            }
        }

        to.Raw("}"u8);
        if (attributes.Count > 0)
        {
            to.Raw(",\"md5OfMessageAttributes\":"u8);
            to.Quoted(DigestLength, attributes, static a => MessageDigest.OfAttributes(a)!);
        }
        else if (hasWindow)
        {
            to.Raw(",\"md5OfMessageAttributes\":null"u8);
        }
    }
}
