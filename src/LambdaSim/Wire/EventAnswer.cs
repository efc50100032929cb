using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire;

/// <summary>An answer that is a stream of events, each sent when it comes.</summary>
internal static class EventAnswer
{
    private const string Initial = "initial-response";

    public static WireResponse Of(IEventSource source, IWireCodec codec, string requestId, IWireLoop loop, CancellationToken gone)
    {
        var answer = new WireResponse(200) { ContentType = EventStreamMessage.ContentType, Pieces = Pieces(source, codec, loop, gone) };
        answer.Headers[WireHeader.RequestId] = requestId;
        return answer;
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Pieces(IEventSource source, IWireCodec codec, IWireLoop loop, [EnumeratorCancellation] CancellationToken gone)
    {
        yield return Encode(Initial, WireShape.Structure(Initial), [], codec);
        while (await Next(source, loop, gone).ConfigureAwait(false) is { } next)
        {
            yield return Encode(source.Type, source.Shape, next, codec);
        }
    }

    private static async Task<JsonObject?> Next(IEventSource source, IWireLoop loop, CancellationToken gone)
    {
        try
        {
            return await loop.Await<JsonObject?>((_, take) => source.Next(take), gone).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // Nobody reads it any more.
            return null;
        }
    }

    // An event's payload is written as an answer of its shape would be.
    private static byte[] Encode(string type, WireShape shape, JsonObject members, IWireCodec codec)
    {
        var written = codec.WriteResponse(new WireOperation(type, shape, shape), members, "");
        return EventStreamMessage.Event(type, written.Header(HttpHeaders.ContentType) ?? "", written.Body.Span);
    }
}
