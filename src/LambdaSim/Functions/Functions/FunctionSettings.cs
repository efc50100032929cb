namespace LambdaSim.Functions.Model;

/// <summary>What a function version is configured with, except its code: AWS's members, with AWS's defaults filled in. Compared as JSON: equal settings publish nothing new.</summary>
internal sealed record FunctionSettings
{
    public string? Runtime { get; init; }

    public string? Handler { get; init; }

    public required string Role { get; init; }

    public string Description { get; init; } = "";

    public int Timeout { get; init; } = 3;

    public int MemorySize { get; init; } = 128;

    public int EphemeralStorageMb { get; init; } = 512;

    public string Architecture { get; init; } = "x86_64";

    public string PackageType { get; init; } = "Zip";

    /// <summary>Null: none was ever given.</summary>
    public IReadOnlyDictionary<string, string>? Variables { get; init; }

    public string? KmsKeyArn { get; init; }

    /// <summary>Layer versions in order.</summary>
    public IReadOnlyList<LayerUse>? Layers { get; init; }

    public VpcConfig? VpcConfig { get; init; }

    public IReadOnlyList<FileSystemConfig>? FileSystemConfigs { get; init; }

    public string? DeadLetterTargetArn { get; init; }

    public string TracingMode { get; init; } = "PassThrough";

    public LoggingConfig LoggingConfig { get; init; } = new();

    public string SnapStartApplyOn { get; init; } = "None";

    public ImageConfig? ImageConfig { get; init; }

    public string? TenantIsolationMode { get; init; }
}

/// <summary>A layer version as a function uses it: its sizes stay known when the layer version is deleted.</summary>
/// <param name="Arn">ARN of the layer version.</param>
/// <param name="CodeSize">Bytes of its zip.</param>
/// <param name="UnzippedSize">Bytes after unpacking.</param>
internal sealed record LayerUse(string Arn, long CodeSize, long UnzippedSize);
