using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LambdaSim.Configuration;

namespace LambdaSim.Handlers;

/// <summary>What becomes of a value that user code returned: response bytes, or the state of a process.</summary>
internal abstract class Answer<T, TOut>
{
    public abstract ValueTask<TOut> Of(T value);
}

/// <summary>Responses that need no serializer.</summary>
internal static class Responses
{
    private static readonly byte[] _null = [.. "null"u8];

    /// <summary>The response of a handler that returns nothing (rule INV-NULL).</summary>
    public static ReadOnlyMemory<byte> Null => _null;
}

internal sealed class JsonAnswer<T>(JsonTypeInfo<T> type) : Answer<T, ReadOnlyMemory<byte>>
{
    public override ValueTask<ReadOnlyMemory<byte>> Of(T value)
    {
        // What an object is shows only here.
        if (typeof(T) == typeof(object) && value is not null && type.Options.TryGetTypeInfo(value.GetType(), out var actual) && JsonShape.Written(actual).Loss is { } loss)
        {
            throw new NotSupportedException($"{TypeNames.Of(value.GetType())} does not cross as JSON: {loss}");
        }

        return new(value is null ? Responses.Null : JsonSerializer.SerializeToUtf8Bytes(value, type));
    }
}

internal sealed class BytesAnswer : Answer<byte[]?, ReadOnlyMemory<byte>>
{
    public override ValueTask<ReadOnlyMemory<byte>> Of(byte[]? value) => new(value is null ? Responses.Null : value);
}

internal sealed class MemoryAnswer : Answer<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>
{
    public override ValueTask<ReadOnlyMemory<byte>> Of(ReadOnlyMemory<byte> value) => new(value);
}

/// <summary>A stream is sent from where it stands, and disposed: who writes to it has to rewind it, as on Lambda.</summary>
internal sealed class StreamAnswer<TStream> : Answer<TStream?, ReadOnlyMemory<byte>>
    where TStream : Stream
{
    public override ValueTask<ReadOnlyMemory<byte>> Of(TStream? value) =>
        value is null ? new(Responses.Null) : Read(value);

    private static async ValueTask<ReadOnlyMemory<byte>> Read(Stream stream)
    {
        await using (stream.ConfigureAwait(false))
        {
            var copy = new MemoryStream();
            await stream.CopyToAsync(copy).ConfigureAwait(false);
            return copy.ToArray();
        }
    }
}

/// <summary>What an init delegate returned, kept for the handler.</summary>
internal sealed class StateAnswer<T> : Answer<T, object?>
{
    public override ValueTask<object?> Of(T value) => new(value);
}
