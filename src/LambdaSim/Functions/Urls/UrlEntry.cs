using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

/// <summary>A function URL: its id stays for the life of the configuration.</summary>
internal sealed record UrlEntry(string Qualifier, string Id, string CreationTime)
{
    public required string LastModifiedTime { get; init; }

    public required string AuthType { get; init; }

    public Cors? Cors { get; init; }

    /// <summary>Null: never given, which means <c>BUFFERED</c>.</summary>
    public string? InvokeMode { get; init; }
}
