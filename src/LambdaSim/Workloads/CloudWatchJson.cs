using System.Text.Json;
using LambdaSim.Engine;

namespace LambdaSim.Workloads;

/// <summary>The JSON that <c>aws logs filter-log-events</c> and <c>get-log-events</c> print: <c>{"events": [{"message", "timestamp", ...}]}</c>.</summary>
internal sealed class CloudWatchJson : FileSource
{
    /// <summary>What is wrong with a log without REPORT lines.</summary>
    public const string NoReports = "the log holds no REPORT line; logs in JSON format, and other groups than a function's, are not read";

    private readonly BlockReader _reader;
    private readonly LogEvents _events;
    private JsonReaderState _state;
    private int _wanted = 4096;
    private long _line = 1;
    private byte[] _message = new byte[512];
    private byte[] _stream = new byte[128];
    private int _messageLength;
    private int _streamLength;
    private long? _time;
    private Property _property;
    private bool _inEvents;
    private bool _sawEvents;
    private bool _ended;
    private (string? Column, string Problem) _refusal;

    public CloudWatchJson(BlockReader reader, string? function, TraceOptions options)
        : base(reader.Name, options, orderedByEnd: true)
    {
        _reader = reader;
        _events = new LogEvents(Table, function);
    }

    private enum Property : byte
    {
        Other = 0,
        Message,
        Timestamp,
        Stream,
    }

    public override bool IsAbsolute => true;

    public override double? Progress => _reader.Progress;

    protected override long Line => _line;

    protected override (string? Column, string Problem) Refusal => _refusal;

    public override void Dispose()
    {
        _reader.Dispose();
        base.Dispose();
    }

    protected override RowResult NextRow(ref Arrival row, out long seen)
    {
        seen = 0;
        while (!_ended)
        {
            var block = _reader.Peek(_wanted);
            var last = block.Length < _wanted;
            var json = new Utf8JsonReader(block, last, _state);
            var result = RowResult.LeftOut;
            try
            {
                while (result == RowResult.LeftOut && json.Read())
                {
                    result = Token(ref json, ref row, out seen);
                }
            }
            catch (JsonException e)
            {
                throw new TraceFormatException(Name, (e.LineNumber ?? 0) + 1, Configuration.Text.Of((e.BytePositionInLine ?? 0) + 1), "no valid JSON here; was the file cut off?");
            }
            catch (InvalidOperationException)
            {
                throw new TraceFormatException(Name, _line, null, "a text holds an escape that is no character, or invalid UTF-8");
            }

            var consumed = (int)json.BytesConsumed;
            _line += block[..consumed].Count((byte)'\n');
            _reader.Skip(consumed);
            _state = json.CurrentState;
            if (result != RowResult.LeftOut)
            {
                return result;
            }

            if (last)
            {
                _ended = true;
            }
            else if (consumed == 0)
            {
                _wanted *= 2;
                if (_wanted > 2 * BlockReader.MaxLine)
                {
                    throw new TraceFormatException(Name, _line, null, "a single text is longer than 1 MiB; is this the JSON of filter-log-events?");
                }
            }
        }

        return !_sawEvents ? throw new TraceFormatException(Name, 0, null, "the JSON has no list events; write it with aws logs filter-log-events --output json")
            : _events.Reports > 0 ? RowResult.End : throw new TraceFormatException(Name, 0, null, NoReports);
    }

    // The events' list stands at depth 1, its objects at 2, their properties at 3.
    private RowResult Token(ref Utf8JsonReader json, ref Arrival row, out long seen)
    {
        seen = 0;
        switch (json.TokenType)
        {
            case JsonTokenType.PropertyName when json.CurrentDepth == 1:
                _inEvents = json.ValueTextEquals("events"u8);
                _sawEvents |= _inEvents;
                break;
            case JsonTokenType.StartObject when _inEvents && json.CurrentDepth == 2:
                _messageLength = 0;
                _streamLength = 0;
                _time = null;
                _property = Property.Other;
                break;
            case JsonTokenType.PropertyName when _inEvents && json.CurrentDepth == 3:
                _property = json.ValueTextEquals("message"u8) ? Property.Message
                    : json.ValueTextEquals("timestamp"u8) ? Property.Timestamp
                    : json.ValueTextEquals("logStreamName"u8) ? Property.Stream
                    : Property.Other;
                break;
            case JsonTokenType.String when _inEvents && json.CurrentDepth == 3 && _property == Property.Message:
                _messageLength = Copy(ref json, ref _message);
                break;
            case JsonTokenType.String when _inEvents && json.CurrentDepth == 3 && _property == Property.Stream:
                _streamLength = Copy(ref json, ref _stream);
                break;
            case JsonTokenType.Number when _inEvents && json.CurrentDepth == 3 && _property == Property.Timestamp:
                // Milliseconds since 1970; from 2200 on no log has been written.
                if (!json.TryGetInt64(out var time) || time is < 0 or > 7_258_118_400_000)
                {
                    _refusal = ("timestamp", "the time is no number of milliseconds between 1970 and 2199");
                    _messageLength = 0;
                    return RowResult.Malformed;
                }

                _time = time * 1_000_000;
                break;
            case JsonTokenType.EndObject when _inEvents && json.CurrentDepth == 2:
                seen = _time ?? 0;
                var result = _events.Take(_time, _stream.AsSpan(0, _streamLength), _message.AsSpan(0, _messageLength), ref row);
                _refusal = (_events.ProblemColumn, _events.Problem);
                return result;
        }

        return RowResult.LeftOut;
    }

    private static int Copy(ref Utf8JsonReader json, ref byte[] target)
    {
        if (target.Length < json.ValueSpan.Length)
        {
            target = new byte[json.ValueSpan.Length * 2];
        }

        return json.CopyString(target);
    }
}
