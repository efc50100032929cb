using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace LambdaSim.Async;

/// <summary>What a destination is told of an async invocation (rule ASY-RECORD): JSON, version 1.0, fields in AWS's order.</summary>
internal sealed class InvocationRecord(SettledInvocation settled, string arn, string requestId, Instant now)
{
    private const int FunctionRan = 200;

    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly InstantPattern _timestamp = InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss'.'fff'Z'");

    /// <summary>The record as it fits (rule ASY-RECORD-SIZE): first the response is left out, then the request; null: it does not fit at all.</summary>
    public byte[]? Within(int limit)
    {
        var response = settled.Result?.Payload.Length ?? 0;
        foreach (var (withRequest, withResponse, payloads) in new[] { (true, true, response + settled.Request.Length), (true, false, settled.Request.Length), (false, false, 0) })
        {
            // Several megabytes that cannot fit are not written first.
            if (payloads <= limit && Write(withRequest, withResponse) is var json && json.Length <= limit)
            {
                return json;
            }
        }

        return null;
    }

    private byte[] Write(bool withRequest, bool withResponse)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            json.WriteStartObject();
            json.WriteString("version"u8, "1.0"u8);
            json.WriteString("timestamp"u8, _timestamp.Format(now));
            json.WriteStartObject("requestContext"u8);
            json.WriteString("requestId"u8, requestId);
            json.WriteString("functionArn"u8, arn);
            json.WriteString("condition"u8, settled.Cause?.ToString() ?? "Success");
            json.WriteNumber("approximateInvokeCount"u8, settled.Attempts);
            json.WriteEndObject();
            if (withRequest)
            {
                json.WritePropertyName("requestPayload"u8);
                Value(json, settled.RequestOrEmpty.Span);
            }

            if (settled.Result is { } result)
            {
                Response(json, result, withResponse);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private void Response(Utf8JsonWriter json, AttemptResult result, bool withPayload)
    {
        json.WriteStartObject("responseContext"u8);
        json.WriteNumber("statusCode"u8, FunctionRan);
        json.WriteString("executedVersion"u8, settled.Function.Qualifier);
        if (result.ErrorType is not null)
        {
            json.WriteString("functionError"u8, "Unhandled"u8);
        }

        json.WriteEndObject();
        if (!withPayload)
        {
            return;
        }

        json.WritePropertyName("responsePayload"u8);
        if (!result.Payload.IsEmpty)
        {
            Value(json, result.Payload.Span);
        }
        else if (result.ErrorType is { } type)
        {
            json.WriteStartObject();
            json.WriteString("errorType"u8, type);
            json.WriteString("errorMessage"u8, result.ErrorMessage);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNullValue();
        }
    }

    // Byte for byte as it was sent, which keeps numbers and escapes; a stream handler's answer that is no JSON becomes a string.
    private static void Value(Utf8JsonWriter json, ReadOnlySpan<byte> value)
    {
        if (IsJson(value))
        {
            json.WriteRawValue(value, skipInputValidation: true);
        }
        else
        {
            json.WriteStringValue(Encoding.UTF8.GetString(value));
        }
    }

    private static bool IsJson(ReadOnlySpan<byte> value)
    {
        var reader = new Utf8JsonReader(value, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
