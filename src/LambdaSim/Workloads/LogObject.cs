using System.Text.Json;

namespace LambdaSim.Workloads;

/// <summary>
/// Reads a JSON object that is a log event, or a message in Lambda's JSON format: <c>{"time","type":"platform.report","record":{...}}</c>.
/// </summary>
internal static class LogObject
{
    /// <summary>How deep the values of a log may nest.</summary>
    public const int MaxDepth = 1_000;

    /// <summary>Takes the fields that the object has.</summary>
    /// <returns>False: it is no JSON object.</returns>
    public static bool Read(ReadOnlySpan<byte> text, LogRow row)
    {
        row.Clear();
        if (!Begins(text))
        {
            return false;
        }

        var json = Reader(text);
        try
        {
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                Property(ref json, text, row);
            }

            // What follows the object makes it none.
            return json.TokenType == JsonTokenType.EndObject && !json.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // Lines that begin with a brace and are no JSON are common, such as what Python prints of a dict; an exception for each would be slow.
    private static bool Begins(ReadOnlySpan<byte> text) =>
        text is [(byte)'{', .. var rest] && rest.TrimStart(" \t\r\n"u8) is [(byte)'"' or (byte)'}', ..];

    /// <summary>Reads a value that is part of a log; values nest as deep as in the file around them.</summary>
    public static Utf8JsonReader Reader(ReadOnlySpan<byte> value) => new(value, new JsonReaderOptions { MaxDepth = MaxDepth });

    /// <summary>Whether a property has a name. One that is written with escapes is none of a log's.</summary>
    public static bool Is(in Utf8JsonReader property, ReadOnlySpan<byte> name) => !property.ValueIsEscaped && property.ValueSpan.SequenceEqual(name);

    /// <summary>Takes the fields of a query's row: <c>[{"field":"@duration","value":"12.4"}, ...]</c>, or of a list of values as <c>--query</c> makes it.</summary>
    public static void ReadList(ReadOnlySpan<byte> text, LogRow row)
    {
        row.Clear();
        var json = Reader(text);
        json.Read();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.StartObject)
            {
                Pair(ref json, row);
            }
            else if (json.TokenType == JsonTokenType.Number && row[LogField.Time].IsEmpty)
            {
                row.Set(LogField.Time, json.ValueSpan);
            }
            else if (json.TokenType == JsonTokenType.String)
            {
                Copy(ref json, row, LogPrefix.IsStream(json.ValueSpan) ? LogField.Stream : LogField.Message);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private static void Pair(ref Utf8JsonReader json, LogRow row)
    {
        var field = LogField.None;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isField = Is(json, "field"u8);
            var isValue = Is(json, "value"u8);
            json.Read();
            if (isField && json.TokenType == JsonTokenType.String)
            {
                field = LogRow.FieldOf(json.ValueSpan);
            }
            else if (isValue && field != LogField.None)
            {
                Scalar(ref json, row, field);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private static void Property(ref Utf8JsonReader json, ReadOnlySpan<byte> text, LogRow row)
    {
        var isRecord = Is(json, "record"u8);
        var field = json.ValueIsEscaped ? LogField.None : LogRow.FieldOf(json.ValueSpan);
        json.Read();
        if (isRecord && json.TokenType == JsonTokenType.StartObject)
        {
            Record(ref json, row);
        }
        else if (field == LogField.Message && json.TokenType == JsonTokenType.StartObject)
        {
            // Whoever exported it has parsed the message.
            var start = (int)json.TokenStartIndex;
            json.Skip();
            row.Set(field, text[start..(int)json.BytesConsumed]);
        }
        else if (field != LogField.None)
        {
            Scalar(ref json, row, field);
        }
        else
        {
            json.Skip();
        }
    }

    private static void Record(ref Utf8JsonReader json, LogRow row)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isMetrics = Is(json, "metrics"u8);
            var field = Is(json, "requestId"u8) ? LogField.RequestId
                : Is(json, "status"u8) ? LogField.Status
                : Is(json, "errorType"u8) ? LogField.ErrorType
                : LogField.None;
            json.Read();
            if (isMetrics && json.TokenType == JsonTokenType.StartObject)
            {
                Metrics(ref json, row);
            }
            else
            {
                Scalar(ref json, row, field);
            }
        }
    }

    private static void Metrics(ref Utf8JsonReader json, LogRow row)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var field = Is(json, "durationMs"u8) ? LogField.Duration
                : Is(json, "billedDurationMs"u8) ? LogField.Billed
                : Is(json, "initDurationMs"u8) ? LogField.Init
                : Is(json, "restoreDurationMs"u8) ? LogField.Restore
                : Is(json, "billedRestoreDurationMs"u8) ? LogField.BilledRestore
                : Is(json, "memorySizeMB"u8) ? LogField.MemoryMb
                : LogField.None;
            json.Read();
            Scalar(ref json, row, field);
        }
    }

    private static void Scalar(ref Utf8JsonReader json, LogRow row, LogField field)
    {
        if (field == LogField.None)
        {
            json.Skip();
        }
        else if (json.TokenType == JsonTokenType.String)
        {
            Copy(ref json, row, field);
        }
        else if (json.TokenType == JsonTokenType.Number)
        {
            row.Set(field, json.ValueSpan);
        }
        else
        {
            json.Skip();
        }
    }

    private static void Copy(ref Utf8JsonReader json, LogRow row, LogField field) => row.Set(field, ref json);
}
