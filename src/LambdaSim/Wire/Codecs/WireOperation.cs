using System.Text.Json.Nodes;

namespace LambdaSim.Wire.Codecs;

/// <summary>What codecs must know of a service.</summary>
/// <param name="Name">Before the dot of a target, and in the path of CBOR.</param>
/// <param name="Version">Of the API: the query protocol's parameter.</param>
internal sealed record WireService(string Name, string Version)
{
    /// <summary>Of its XML documents; empty: none.</summary>
    public string XmlNamespace { get; init; } = "";

    /// <summary>Of its errors in <c>__type</c>, before the sharp sign; empty: errors have short names.</summary>
    public string ShapeNamespace { get; init; } = "";

    /// <summary>The member of a JSON error that holds the message.</summary>
    public string MessageMember { get; init; } = "message";

    /// <summary>Whether REST XML puts errors into an <c>ErrorResponse</c>; S3 does not.</summary>
    public bool WrapsErrors { get; init; }
}

/// <summary>An operation of a service.</summary>
/// <param name="Name">As requests name it.</param>
/// <param name="Input">A structure.</param>
/// <param name="Output">A structure; null: answers have no document.</param>
internal sealed record WireOperation(string Name, WireShape Input, WireShape? Output)
{
    /// <summary>Of a REST protocol.</summary>
    public string Method { get; init; } = "POST";

    /// <summary>Of a REST protocol.</summary>
    public UriTemplate Path { get; init; } = UriTemplate.Root;

    /// <summary>HTTP status of an answer.</summary>
    public int Status { get; init; } = 200;
}

/// <summary>A kind of error.</summary>
/// <param name="Name">Such as <c>QueueDoesNotExist</c>.</param>
/// <param name="Status">HTTP status.</param>
internal sealed record WireError(string Name, int Status = 400)
{
    /// <summary>Its older name, which XML has, and JSON in a header; null: it has none.</summary>
    public string? QueryCode { get; init; }

    public bool IsSender { get; init; } = true;

    /// <summary>Its members beside the message.</summary>
    public WireShape? Shape { get; init; }
}

/// <summary>An error that is the answer to a request.</summary>
internal sealed record WireFault(WireError Error, string Message)
{
    public JsonObject Members { get; init; } = [];

    /// <summary>The whole of <c>__type</c>, where it is not made from the service's namespace and the name.</summary>
    public string? Type { get; init; }

    /// <summary>What the request was about, such as a bucket's path; REST XML tells it.</summary>
    public string? Resource { get; init; }
}
