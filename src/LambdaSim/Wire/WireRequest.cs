using LambdaSim.Neighbours;
using TraceHeader = LambdaSim.Resources.TraceHeader;

namespace LambdaSim.Wire;

/// <summary>A request to a service of AWS, whichever transport brought it.</summary>
/// <param name="Method">Such as <c>POST</c>.</param>
/// <param name="Target">Path and query as they were sent, below the prefix.</param>
/// <param name="Id">The request id that the answer carries.</param>
internal sealed record WireRequest(string Method, RequestTarget Target, string Id)
{
    public string Scheme { get; init; } = "https";

    /// <summary>Host and, where it is not the scheme's, port.</summary>
    public string Host { get; init; } = "";

    /// <summary>The path below which the services stand; empty: they stand at the root.</summary>
    public string Prefix { get; init; } = "";

    public WireHeaders Headers { get; init; } = new();

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Who sends it, for the event log, under the trace that its header names.</summary>
    public Sender By
    {
        get => Header(TraceHeader.HttpName) is { Length: > 0 } trace ? field with { Trace = trace } : field;
        init;
    } = Sender.Client;

    /// <summary>Scheme, host and prefix that the client used.</summary>
    public string Address => $"{Scheme}://{Host}{Prefix}";

    public string? Header(string name) => Headers[name];

    public bool HasMediaType(string type) => Header("Content-Type")?.StartsWith(type, StringComparison.OrdinalIgnoreCase) == true;
}
