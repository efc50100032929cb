namespace LambdaSim.Functions;

/// <summary>Deployed code, as far as the service knows it: not kept, and never run, unless somebody in process trusts it.</summary>
/// <param name="Sha256">Base64 of the SHA-256 of the uploaded bytes; for an image the hex digest.</param>
/// <param name="Size">Bytes of the upload; 0 for an image.</param>
/// <param name="UnzippedSize">Bytes after unpacking.</param>
internal sealed record CodePackage(string Sha256, long Size, long UnzippedSize)
{
    public string? ImageUri { get; init; }

    /// <summary>The handler that runs it, where the code was given in process; null: it was uploaded.</summary>
    public object? InProcess { get; init; }

    /// <summary>What <c>lambdasim-standin.json</c> in the zip says; null: there is none.</summary>
    public StandIn? StandIn { get; init; }

    /// <summary>The uploaded zip, where somebody in process said that it may run; null: it is not kept.</summary>
    public ReadOnlyMemory<byte>? Content { get; init; }
}
