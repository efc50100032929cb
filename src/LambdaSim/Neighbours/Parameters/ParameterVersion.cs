using NodaTime;

namespace LambdaSim.Neighbours.Parameters;

/// <summary>What a parameter was from one PutParameter to the next.</summary>
/// <param name="Number">From 1 on.</param>
/// <param name="Value">In clear, whatever its type.</param>
/// <param name="Settings">Beside the value.</param>
/// <param name="At">When it was put.</param>
internal sealed record ParameterVersion(int Number, string Value, ParameterSettings Settings, Instant At)
{
    /// <summary>In ordinal order.</summary>
    public SortedSet<string> Labels { get; } = new(StringComparer.Ordinal);
}

/// <summary>What PutParameter says of a parameter beside its value.</summary>
internal sealed record ParameterSettings
{
    public const string Plain = "String", Secure = "SecureString";

    /// <summary><c>String</c>, <c>StringList</c> or <c>SecureString</c>.</summary>
    public string Type { get; init; } = Plain;

    /// <summary><c>Standard</c> or <c>Advanced</c>.</summary>
    public string Tier { get; init; } = ParameterTier.Standard;

    public string DataType { get; init; } = "text";

    public string? Description { get; init; }

    public string? AllowedPattern { get; init; }

    /// <summary>Of a secure string; null: AWS's own.</summary>
    public string? KeyId { get; init; }

    /// <summary>Kept and shown: they do nothing.</summary>
    public string? Policies { get; init; }
}
