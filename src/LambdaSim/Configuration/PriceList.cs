namespace LambdaSim.Configuration;

/// <summary>Placeholder.</summary>
public sealed record PriceList
{
    /// <summary>Placeholder.</summary>
    public static PriceList Current { get; } = new();
}
