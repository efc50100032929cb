namespace LambdaSim.Wire;

/// <summary>An answer of a service, whichever transport takes it.</summary>
/// <param name="Status">HTTP status.</param>
internal sealed record WireResponse(int Status)
{
    public WireHeaders Headers { get; } = new();

    /// <summary>Null: there is no body.</summary>
    public string? ContentType { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>A body that is sent piece by piece; null: <see cref="Body"/> is all.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>>? Chunks { get; init; }

    /// <summary>A body that comes as virtual time brings it, each piece at once; null: it is there already.</summary>
    public IAsyncEnumerable<ReadOnlyMemory<byte>>? Pieces { get; init; }
}
