using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LambdaSim.Neighbours.Shards;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Sources.Streams;

/// <summary>Why records were given up, by AWS's words.</summary>
internal enum GivenUp
{
    RetryAttemptsExhausted,
    RecordAgeExceeded,
}

/// <summary>What a destination is told of records that were given up (rule STM-DESTINATION): JSON, version 1.0, members in AWS's order.</summary>
internal sealed record FailureRecord(GivenUp Condition, string RequestId, string FunctionArn, Instant At, ShardedStreamKind Kind)
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public int Invocations { get; init; }

    /// <summary>The answer to the last attempt; null: there was none, or it does not matter.</summary>
    public ServiceAnswer? Answer { get; init; }

    /// <summary>The function succeeded, and named records that failed.</summary>
    public bool FailedByItems { get; init; }

    public required string Shard { get; init; }

    public required string FirstSequenceNumber { get; init; }

    public required string LastSequenceNumber { get; init; }

    public Instant FirstArrived { get; init; }

    public Instant LastArrived { get; init; }

    public int BatchSize { get; init; }

    public required string StreamArn { get; init; }

    /// <summary>The cluster of a topic; null: the source is no topic.</summary>
    public BatchSource? Source { get; init; }

    /// <summary>Bytes of the event.</summary>
    public int PayloadBytes { get; init; }

    /// <summary>The record in UTF-8.</summary>
    /// <param name="payload">The event, which buckets are given too; null: it is left out.</param>
    public byte[] Write(ReadOnlyMemory<byte>? payload)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            json.WriteStartObject();
            json.WriteStartObject("requestContext"u8);
            json.WriteString("requestId"u8, RequestId);
            json.WriteString("functionArn"u8, FunctionArn);
            json.WriteString("condition"u8, Condition.ToString());
            json.WriteNumber("approximateInvokeCount"u8, Invocations);
            json.WriteEndObject();
            if (Condition == GivenUp.RetryAttemptsExhausted && Answer is { } answer)
            {
                Response(json, answer);
            }

            json.WriteString("version"u8, "1.0"u8);
            json.WriteString("timestamp"u8, Times.Milliseconds(At));
            Batch(json);
            if (payload is { } bytes)
            {
                json.WriteString("payload"u8, Encoding.UTF8.GetString(bytes.Span));
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private void Response(Utf8JsonWriter json, ServiceAnswer answer)
    {
        json.WriteStartObject("responseContext"u8);
        json.WriteNumber("statusCode"u8, answer.Status);
        json.WriteString("executedVersion"u8, answer.ExecutedVersion ?? "$LATEST");
        json.WriteString("functionError"u8, FailedByItems ? null : "Unhandled");
        json.WriteEndObject();
    }

    private void Batch(Utf8JsonWriter json)
    {
        if (Source is { } source)
        {
            Batch(json, source);
            return;
        }

        var isKinesis = Kind == ShardedStreamKind.Kinesis;
        json.WriteStartObject(isKinesis ? "KinesisBatchInfo"u8 : "DDBStreamBatchInfo"u8);
        json.WriteString("shardId"u8, Shard);
        json.WriteString("startSequenceNumber"u8, FirstSequenceNumber);
        json.WriteString("endSequenceNumber"u8, LastSequenceNumber);
        json.WriteString("approximateArrivalOfFirstRecord"u8, isKinesis ? Times.Milliseconds(FirstArrived) : Times.Seconds(FirstArrived));
        json.WriteString("approximateArrivalOfLastRecord"u8, isKinesis ? Times.Milliseconds(LastArrived) : Times.Seconds(LastArrived));
        json.WriteNumber("batchSize"u8, BatchSize);
        json.WriteString("streamArn"u8, StreamArn);
        json.WriteEndObject();
    }

    // Rule KFK-DESTINATION.
    private void Batch(Utf8JsonWriter json, BatchSource source)
    {
        json.WriteStartObject("KafkaBatchInfo"u8);
        json.WriteNumber("batchSize"u8, BatchSize);
        if (source.Arn is { } arn)
        {
            json.WriteString("eventSourceArn"u8, arn);
        }

        json.WriteString("bootstrapServers"u8, source.Servers);
        json.WriteNumber("payloadSize"u8, PayloadBytes);
        json.WriteStartObject("recordInfo"u8);
        json.WriteString("offset"u8, FirstSequenceNumber);
        json.WriteString("timestamp"u8, Times.Milliseconds(FirstArrived));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
