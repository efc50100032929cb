using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using LambdaSim.Neighbours;
using LambdaSim.Neighbours.Shards;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Sources.Streams;

/// <summary>The event that a function gets for a batch of one shard, member for member in AWS's order (rules STM-EVENT-KINESIS, STM-EVENT-DYNAMODB).</summary>
internal sealed class StreamEvent
{
    private const int Millisecond = 1_000_000;

    // 1767607200.987
    private const int TimeLength = 14;

    private readonly IShard _shard;
    private readonly ShardedStreamKind _kind;
    private readonly string _source;
    private readonly string _region;
    private readonly Func<string?> _role;
    private int _around = -1;

    /// <param name="shard">Whose records.</param>
    /// <param name="kind">Of the stream.</param>
    /// <param name="source">ARN of the mapping's source.</param>
    /// <param name="role">ARN of the function's role at the moment.</param>
    public StreamEvent(IShard shard, ShardedStreamKind kind, string source, Func<string?> role)
    {
        (_shard, _kind, _source, _role) = (shard, kind, source, role);
        _region = Arn.Parse(source).Region;
    }

    /// <summary>Bytes of an event without records and window.</summary>
    public int Around => _shard.Envelope is { } envelope ? envelope.Before.Length + envelope.After.Length : "{\"Records\":[]}"u8.Length;

    /// <summary>Bytes of a record's part of the event.</summary>
    public int SizeOf(long position, in ShardRecord record)
    {
        // All that is not the record's own is as long for each of a shard.
        if (_around < 0)
        {
            var whole = new ArrayBufferWriter<byte>();
            Write(whole, position, record.Arrived);
            _around = whole.WrittenCount - OwnBytes(record);
        }

        return _around + OwnBytes(record);
    }

    /// <summary>The event of a batch.</summary>
    /// <param name="records">Where the records are.</param>
    /// <param name="count">How many, from the first on.</param>
    /// <param name="window">The tumbling window; null: none.</param>
    public ReadOnlyMemory<byte> Of(PendingRecords records, int count, TumblingEvent? window)
    {
        var bytes = 0;
        for (var i = 0; i < count; i++)
        {
            bytes += records[i].Bytes + 1;
        }

        var output = new ArrayBufferWriter<byte>(Around + bytes + (window?.Length ?? 0));
        output.Write(_shard.Envelope is { } own ? own.Before.Span : "{\"Records\":["u8);
        for (var i = 0; i < count; i++)
        {
            output.Write(i > 0 ? ","u8 : []);
            Write(output, records[i].Position, records[i].Arrived);
        }

        if (_shard.Envelope is { } envelope)
        {
            output.Write(envelope.After.Span);
            return output.WrittenMemory;
        }

        output.Write("]"u8);
        window?.Write(output, _shard.Id, _source);
        output.Write("}"u8);
        return output.WrittenMemory;
    }

    /// <summary>A record alone.</summary>
    public void Write(ArrayBufferWriter<byte> output, long position, long arrived)
    {
        if (_kind == ShardedStreamKind.Kinesis)
        {
            WriteKinesis(output, position, arrived);
        }
        else if (_kind == ShardedStreamKind.DynamoDb)
        {
            WriteDynamoDb(output, position);
        }
        else
        {
            output.Write(_shard.Data(position).Span);
        }
    }

    /// <summary>The members that filters of a Kinesis stream look at: those of <c>kinesis</c> and those beside it, with the data as what it holds.</summary>
    public void WriteForFilter(ArrayBufferWriter<byte> output, long position, long arrived, bool hasJson)
    {
        var json = new JsonBytes(output);
        output.Write("{"u8);
        Members(ref json, output, position, arrived, hasJson);
        Beside(ref json, position);
        output.Write("}"u8);
    }

    private int OwnBytes(in ShardRecord record) =>
        _kind == ShardedStreamKind.Kinesis ? record.KeyBytes + Base64.GetMaxEncodedToUtf8Length(record.DataBytes) : record.DataBytes;

    private void WriteKinesis(ArrayBufferWriter<byte> output, long position, long arrived)
    {
        var json = new JsonBytes(output);
        output.Write("{\"kinesis\":{"u8);
        Members(ref json, output, position, arrived, hasJson: false);
        output.Write("}"u8);
        Beside(ref json, position);
        output.Write("}"u8);
    }

    private void Members(ref JsonBytes json, ArrayBufferWriter<byte> output, long position, long arrived, bool hasJson)
    {
        output.Write("\"kinesisSchemaVersion\":\"1.0\",\"partitionKey\":"u8);
        json.Quoted(_shard.Key(position));
        output.Write(",\"sequenceNumber\":"u8);
        json.Quoted(_shard.SequenceNumber(position));
        output.Write(",\"data\":"u8);
        var data = _shard.Data(position).Span;
        if (hasJson)
        {
            output.Write(data);
        }
        else
        {
            output.Write("\""u8);
            Base64.EncodeToUtf8(data, output.GetSpan(Base64.GetMaxEncodedToUtf8Length(data.Length)), out _, out var written);
            output.Advance(written);
            output.Write("\""u8);
        }

        output.Write(",\"approximateArrivalTimestamp\":"u8);
        var time = output.GetSpan(TimeLength);
        var milliseconds = arrived / Millisecond;
        (milliseconds / 1_000m).TryFormat(time, out var length, "0.000", CultureInfo.InvariantCulture);
        output.Advance(length);
    }

    private void Beside(ref JsonBytes json, long position)
    {
        json.Raw(",\"eventSource\":\"aws:kinesis\",\"eventVersion\":\"1.0\",\"eventID\":"u8);
        json.Quoted($"{_shard.Id}:{_shard.SequenceNumber(position)}");
        json.Raw(",\"eventName\":\"aws:kinesis:record\",\"invokeIdentityArn\":"u8);
        json.Quoted(_role() ?? "");
        json.Raw(",\"awsRegion\":"u8);
        json.Quoted(_region);
        Source(ref json);
    }

    private void WriteDynamoDb(ArrayBufferWriter<byte> output, long position)
    {
        output.Write(_shard.Data(position).Span[..^1]);
        var json = new JsonBytes(output);
        Source(ref json);
        output.Write("}"u8);
    }

    private void Source(ref JsonBytes json)
    {
        json.Raw(",\"eventSourceARN\":"u8);
        json.Quoted(_source);
    }
}

/// <summary>What an event tells of its tumbling window (rule STM-TUMBLING).</summary>
/// <param name="Start">Of the window.</param>
/// <param name="End">Of the window.</param>
/// <param name="State">What the function answered last.</param>
/// <param name="IsFinal">It is the last invocation for the window.</param>
/// <param name="IsCutShort">The state grew too large.</param>
internal sealed record TumblingEvent(Instant Start, Instant End, ReadOnlyMemory<byte> State, bool IsFinal, bool IsCutShort)
{
    // More than all but the state and ARNs has.
    private const int Roughly = 400;

    public int Length => State.Length + Roughly;

    public void Write(ArrayBufferWriter<byte> output, string shard, string source)
    {
        var json = new JsonBytes(output);
        json.Raw(",\"window\":{\"start\":"u8);
        json.Quoted(Times.Seconds(Start));
        json.Raw(",\"end\":"u8);
        json.Quoted(Times.Seconds(End));
        json.Raw("},\"state\":"u8);
        json.Raw(State.Span);
        json.Raw(",\"shardId\":"u8);
        json.Quoted(shard);
        json.Raw(",\"eventSourceARN\":"u8);
        json.Quoted(source);
        json.Raw(IsFinal ? ",\"isFinalInvokeForWindow\":true"u8 : ",\"isFinalInvokeForWindow\":false"u8);
        json.Raw(IsCutShort ? ",\"isWindowTerminatedEarly\":true"u8 : ",\"isWindowTerminatedEarly\":false"u8);
    }
}
