using System.Text.Json.Nodes;

namespace LambdaSim.Wire.Codecs;

/// <summary>One protocol of AWS over the shapes of one service. A codec knows no transport and keeps nothing between calls.</summary>
internal interface IWireCodec
{
    /// <summary>A request's input.</summary>
    /// <param name="operation">That the request is for.</param>
    /// <param name="request">As a transport got it.</param>
    /// <param name="walk">Limits, and what was seen; null: the usual.</param>
    /// <exception cref="WireFormatException">It is no input of this operation.</exception>
    JsonObject ReadRequest(WireOperation operation, RequestParts request, WireWalk? walk = null);

    /// <exception cref="WireFormatException">The document is none of the operation's input.</exception>
    RequestParts WriteRequest(WireOperation operation, JsonObject input);

    /// <summary>An answer's output; empty: it has none.</summary>
    /// <exception cref="WireFormatException">It is no output of this operation.</exception>
    JsonObject ReadResponse(WireOperation operation, ResponseParts response, WireWalk? walk = null);

    /// <exception cref="WireFormatException">The document is none of the operation's output.</exception>
    ResponseParts WriteResponse(WireOperation operation, JsonObject output, string requestId);

    /// <exception cref="WireFormatException">The error's members are none of its shape.</exception>
    ResponseParts WriteError(WireFault fault, string requestId);
}
