namespace LambdaSim.Wire.Codecs;

/// <summary>What a codec reads of a request.</summary>
/// <param name="Method">Such as <c>POST</c>.</param>
/// <param name="Path">As sent, not decoded.</param>
internal sealed record RequestParts(string Method, string Path)
{
    /// <summary>As sent, without the question mark.</summary>
    public string Query { get; init; } = "";

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public ReadOnlyMemory<byte> Body { get; init; }

    public string? Header(string name) => HttpHeaders.First(Headers, name);
}

/// <summary>What a codec makes of an answer.</summary>
internal sealed record ResponseParts(int Status)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public ReadOnlyMemory<byte> Body { get; init; }

    public string? Header(string name) => HttpHeaders.First(Headers, name);
}

internal static class HttpHeaders
{
    public const string ContentType = "Content-Type";

    public static string? First(IReadOnlyList<(string Name, string Value)> headers, string name)
    {
        foreach (var header in headers)
        {
            if (header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return header.Value;
            }
        }

        return null;
    }
}
