namespace LambdaSim.Neighbours.Gateways;

/// <summary>What browsers of other origins may do with an HTTP API.</summary>
public sealed record CorsSettings
{
    /// <summary>Origins, or <c>*</c>.</summary>
    public IReadOnlyList<string> AllowOrigins { get; init; } = ["*"];

    /// <summary>Methods, or <c>*</c>.</summary>
    public IReadOnlyList<string> AllowMethods { get; init; } = [];

    /// <summary>Headers, or <c>*</c>.</summary>
    public IReadOnlyList<string> AllowHeaders { get; init; } = [];

    /// <summary>Headers that a page may read.</summary>
    public IReadOnlyList<string> ExposeHeaders { get; init; } = [];

    /// <summary>How long a browser keeps the answer to a preflight, in whole seconds; null: not said.</summary>
    public int? MaxAgeSeconds { get; init; }

    /// <summary>Whether cookies may come along.</summary>
    public bool AllowCredentials { get; init; }
}
