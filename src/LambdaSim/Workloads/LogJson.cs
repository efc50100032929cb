using System.Text.Json;
using LambdaSim.Engine;

namespace LambdaSim.Workloads;

/// <summary>
/// A log as JSON: the answers of <c>aws logs filter-log-events</c>, <c>get-log-events</c> and <c>get-query-results</c>, lists of events or of a
/// query's rows, and what a subscription delivers, one after another.
/// </summary>
internal sealed class LogJson(BlockReader reader, LogFunction function, TraceOptions options) : LogSource(reader, function, options)
{
    private const int FirstBlock = 4096;

    private static readonly byte[][] Containers =
    [
        "events"u8.ToArray(), "results"u8.ToArray(), "searchedLogStreams"u8.ToArray(), "nextToken"u8.ToArray(), "nextForwardToken"u8.ToArray(), "nextBackwardToken"u8.ToArray(),
        "statistics"u8.ToArray(), "status"u8.ToArray(), "queryLanguage"u8.ToArray(), "encryptionKey"u8.ToArray(),
    ];

    private readonly LogRow _row = new();
    private readonly Queue<byte[]> _delivered = new();
    private readonly LogRow _delivery = new();
    private JsonReaderState _state = new(new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = LogObject.MaxDepth });
    private int _wanted = FirstBlock;
    private long _line = 1;
    private long _eventLine = 1;
    private bool _sawEvents;
    private bool _inContainer;
    private int _listDepth;
    private bool _ended;

    protected override long Line => _eventLine;

    /// <summary>Whether a property begins an answer that holds a list, not an event.</summary>
    public static bool IsContainer(in Utf8JsonReader property)
    {
        foreach (var name in Containers)
        {
            if (LogObject.Is(property, name))
            {
                return true;
            }
        }

        return false;
    }

    protected override RowResult NextRow(ref Arrival row, out long seen)
    {
        seen = 0;
        while (true)
        {
            if (_delivered.TryDequeue(out var delivered))
            {
                var result = TakeDelivered(delivered, ref row);
                if (result != RowResult.LeftOut)
                {
                    seen = Events.Seen;
                    return result;
                }
            }
            else if (_ended)
            {
                return _sawEvents ? AtEnd() : throw new TraceFormatException(ShownFile, 0, null, "the JSON has no list events; write it with aws logs filter-log-events --output json");
            }
            else if (Advance(ref row) is var result and not RowResult.LeftOut)
            {
                seen = Events.Seen;
                return result;
            }
        }
    }

    // Goes on in the file up to an event, as far as the bytes in memory reach.
    private RowResult Advance(ref Arrival row)
    {
        var block = Reader.Peek(_wanted);
        var last = block.Length < _wanted;
        var json = new Utf8JsonReader(block, last, _state);
        var result = RowResult.LeftOut;
        var value = default(Range);
        try
        {
            while (value.Equals(default))
            {
                var before = json;
                if (!json.Read() || !Step(ref json, out value))
                {
                    json = before;
                    break;
                }
            }
        }
        catch (JsonException e)
        {
            throw new TraceFormatException(ShownFile, (e.LineNumber ?? 0) + 1, Configuration.Text.Of((e.BytePositionInLine ?? 0) + 1), "no valid JSON here; was the file cut off?");
        }

        var consumed = (int)json.BytesConsumed;
        if (!value.Equals(default))
        {
            _eventLine = _line + block[..value.Start.Value].Count((byte)'\n');
            result = Take(block[value], ref row);
        }

        _line += block[..consumed].Count((byte)'\n');
        Reader.Skip(consumed);
        _state = json.CurrentState;
        if (consumed > 0)
        {
            _wanted = FirstBlock;
        }
        else if (last)
        {
            _ended = true;
        }
        else if ((_wanted *= 2) > 4 * BlockReader.MaxLogLine)
        {
            throw new TraceFormatException(ShownFile, _line, null, "a single value is longer than 16 MiB; is this an exported log?");
        }

        return result;
    }

    /// <summary>Looks at the token that was read.</summary>
    /// <param name="json">On the token; behind its value where it has one of interest.</param>
    /// <param name="value">Bytes of an event.</param>
    /// <returns>False: the value is not in memory yet.</returns>
    private bool Step(ref Utf8JsonReader json, out Range value)
    {
        value = default;
        var depth = json.CurrentDepth;
        switch (json.TokenType)
        {
            case JsonTokenType.StartObject when depth == 0 && !_inContainer:
                var inside = json;
                if (!inside.Read())
                {
                    return false;
                }

                if (inside.TokenType == JsonTokenType.PropertyName && IsContainer(inside))
                {
                    _inContainer = true;
                    return true;
                }

                return Whole(ref json, out value);
            case JsonTokenType.EndObject when depth == 0:
                _inContainer = false;
                return true;
            case JsonTokenType.StartArray when depth == 0:
                _listDepth = 1;
                _sawEvents = true;
                return true;
            case JsonTokenType.PropertyName when _inContainer && depth == 1:
                return Member(ref json);
            case JsonTokenType.EndArray when depth == _listDepth - 1:
                _listDepth = 0;
                return true;
            case JsonTokenType.StartObject or JsonTokenType.StartArray when _listDepth > 0 && depth == _listDepth:
                return Whole(ref json, out value);
            default:
                return true;
        }
    }

    private bool Member(ref Utf8JsonReader json)
    {
        var isList = LogObject.Is(json, "events"u8) || LogObject.Is(json, "results"u8);
        var isStatus = LogObject.Is(json, "status"u8);
        if (!json.Read())
        {
            return false;
        }

        if (isList && json.TokenType == JsonTokenType.StartArray)
        {
            _listDepth = 2;
            _sawEvents = true;
            return true;
        }

        if (isStatus && json.TokenType == JsonTokenType.String && !json.ValueSpan.SequenceEqual("Complete"u8))
        {
            throw new TraceFormatException(ShownFile, _line, "status", $"the query's status is {RowSchema.Printable(json.ValueSpan)}, so its rows are not all there; ask for the results again once it is Complete");
        }

        return json.TrySkip();
    }

    private static bool Whole(ref Utf8JsonReader json, out Range value)
    {
        value = default;
        var start = (int)json.TokenStartIndex;
        if (!json.TrySkip())
        {
            return false;
        }

        value = start..(int)json.BytesConsumed;
        return true;
    }

    private RowResult Take(ReadOnlySpan<byte> value, ref Arrival row)
    {
        if (value[0] == '[')
        {
            LogObject.ReadList(value, _row);
            return Events.Take(_row, ref row);
        }

        _sawEvents = true;
        if (value.IndexOf("\"logEvents\""u8) >= 0 || value.IndexOf("\"events\""u8) >= 0)
        {
            Deliver(value);
            if (_delivered.Count > 0)
            {
                return RowResult.LeftOut;
            }
        }

        return LogObject.Read(value, _row) ? Events.Take(_row, ref row) : Events.Take(null, default, default, "{ "u8, ref row);
    }

    // What a subscription delivers: {"logGroup", "logStream", "logEvents": [...]}, in any order.
    private void Deliver(ReadOnlySpan<byte> value)
    {
        _delivery.Clear();
        var json = LogObject.Reader(value);
        var list = default(Range);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isList = LogObject.Is(json, "logEvents"u8) || (LogObject.Is(json, "events"u8) && list.Equals(default));
            var field = LogObject.Is(json, "logGroup"u8) ? LogField.Group : LogObject.Is(json, "logStream"u8) ? LogField.Stream : LogField.None;
            json.Read();
            var start = (int)json.TokenStartIndex;
            isList &= json.TokenType == JsonTokenType.StartArray;
            if (field != LogField.None && json.TokenType == JsonTokenType.String)
            {
                _delivery.Set(field, ref json);
            }

            json.Skip();
            list = isList ? start..(int)json.BytesConsumed : list;
        }

        if (!list.Equals(default))
        {
            DeliverAll(value[list]);
        }
    }

    private void DeliverAll(ReadOnlySpan<byte> list)
    {
        var json = LogObject.Reader(list);
        json.Read();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)json.TokenStartIndex;
            json.Skip();
            _delivered.Enqueue(list[start..(int)json.BytesConsumed].ToArray());
        }
    }

    private RowResult TakeDelivered(ReadOnlySpan<byte> e, ref Arrival row)
    {
        if (!LogObject.Read(e, _row))
        {
            return Events.Take(null, default, default, "{ "u8, ref row);
        }

        Inherit(LogField.Stream);
        Inherit(LogField.Group);
        return Events.Take(_row, ref row);
    }

    private void Inherit(LogField field)
    {
        if (_row[field].IsEmpty)
        {
            _row.Set(field, _delivery[field]);
        }
    }
}
