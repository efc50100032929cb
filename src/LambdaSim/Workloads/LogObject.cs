using System.Text.Json;

namespace LambdaSim.Workloads;

/// <summary>
/// Reads a JSON object that is a log event, or a message in Lambda's JSON format: <c>{"time","type":"platform.report","record":{...}}</c>.
/// </summary>
internal static class LogObject
{
    /// <summary>Takes the fields that the object has.</summary>
    /// <returns>False: it is no JSON object.</returns>
    public static bool Read(ReadOnlySpan<byte> text, LogRow row)
    {
        row.Clear();
        var json = new Utf8JsonReader(text);
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
        catch (InvalidOperationException)
        {
            // A text with an escape that is no character.
            return false;
        }
    }

    /// <summary>Takes the fields of a query's row: <c>[{"field":"@duration","value":"12.4"}, ...]</c>, or of a list of values as <c>--query</c> makes it.</summary>
    public static void ReadList(ReadOnlySpan<byte> text, LogRow row)
    {
        row.Clear();
        var json = new Utf8JsonReader(text);
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
            var isField = json.ValueTextEquals("field"u8);
            var isValue = json.ValueTextEquals("value"u8);
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
        var isRecord = json.ValueTextEquals("record"u8);
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
            var isMetrics = json.ValueTextEquals("metrics"u8);
            var field = json.ValueTextEquals("requestId"u8) ? LogField.RequestId
                : json.ValueTextEquals("status"u8) ? LogField.Status
                : json.ValueTextEquals("errorType"u8) ? LogField.ErrorType
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
            var field = json.ValueTextEquals("durationMs"u8) ? LogField.Duration
                : json.ValueTextEquals("billedDurationMs"u8) ? LogField.Billed
                : json.ValueTextEquals("initDurationMs"u8) ? LogField.Init
                : json.ValueTextEquals("restoreDurationMs"u8) ? LogField.Restore
                : json.ValueTextEquals("billedRestoreDurationMs"u8) ? LogField.BilledRestore
                : json.ValueTextEquals("memorySizeMB"u8) ? LogField.MemoryMb
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

    private static void Copy(ref Utf8JsonReader json, LogRow row, LogField field) =>
        row.Keep(field, json.CopyString(row.Room(field, json.ValueSpan.Length)));
}
