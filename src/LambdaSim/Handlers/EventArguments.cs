using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using LambdaSim.Configuration;

namespace LambdaSim.Handlers;

/// <summary>The event as a value, read with System.Text.Json.</summary>
internal sealed class JsonEvent<T>(JsonTypeInfo<T> type) : Argument<T>
{
    private readonly bool _holdsObjects = JsonShape.Read(type).HoldsObjects;

    public override T Get(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload)
    {
        try
        {
            // An object keeps its JSON as it is, and would fail where the handler reads it.
            if (_holdsObjects)
            {
                PayloadJson.RequireWholeCharacters(payload.Span);
            }

            return JsonSerializer.Deserialize(payload.Span, type)!;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new PayloadDeserializationException(context.FunctionName, typeof(T), e, payload.Span);
        }
    }
}

internal sealed class JsonElementEvent : Argument<JsonElement>
{
    public override JsonElement Get(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload)
    {
        try
        {
            var reader = new Utf8JsonReader(payload.Span);
            return JsonElement.ParseValue(ref reader);
        }
        catch (JsonException e)
        {
            throw new PayloadDeserializationException(context.FunctionName, typeof(JsonElement), e, payload.Span);
        }
    }
}

internal sealed class JsonNodeEvent : Argument<JsonNode?>
{
    public override JsonNode? Get(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload)
    {
        try
        {
            return JsonNode.Parse(payload.Span);
        }
        catch (JsonException e)
        {
            throw new PayloadDeserializationException(context.FunctionName, typeof(JsonNode), e, payload.Span);
        }
    }
}

internal sealed class MemoryEvent : Argument<ReadOnlyMemory<byte>>
{
    public override ReadOnlyMemory<byte> Get(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload) => payload;
}

/// <summary>A copy: a handler may write to its array, and a retry of the event must not see that.</summary>
internal sealed class BytesEvent : Argument<byte[]>
{
    public override byte[] Get(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload) => payload.ToArray();
}

internal sealed class StreamEvent : Argument<Stream>
{
    public override Stream Get(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload) => Over(payload);

    /// <summary>A stream that cannot be written to.</summary>
    public static MemoryStream Over(ReadOnlyMemory<byte> payload) =>
        MemoryMarshal.TryGetArray(payload, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(payload.ToArray(), writable: false);
}
