namespace LambdaSim.Functions.Model;

/// <summary>AWS's <c>VpcConfig</c>.</summary>
public sealed record VpcConfig
{
    /// <summary>At most 16.</summary>
    public IReadOnlyList<string>? SubnetIds { get; init; }

    /// <summary>At most 5.</summary>
    public IReadOnlyList<string>? SecurityGroupIds { get; init; }

    /// <summary>Dual stack.</summary>
    public bool? Ipv6AllowedForDualStack { get; init; }

    /// <summary>Of answers only.</summary>
    public string? VpcId { get; init; }
}

/// <summary>AWS's <c>FileSystemConfig</c>.</summary>
public sealed record FileSystemConfig
{
    /// <summary>ARN of the access point.</summary>
    public string? Arn { get; init; }

    /// <summary>Below <c>/mnt/</c>.</summary>
    public string? LocalMountPath { get; init; }
}

/// <summary>AWS's <c>LoggingConfig</c>.</summary>
public sealed record LoggingConfig
{
    /// <summary><c>Text</c> or <c>JSON</c>.</summary>
    public string? LogFormat { get; init; }

    /// <summary>With <c>JSON</c> only.</summary>
    public string? ApplicationLogLevel { get; init; }

    /// <summary>With <c>JSON</c> only.</summary>
    public string? SystemLogLevel { get; init; }

    /// <summary>Log group.</summary>
    public string? LogGroup { get; init; }
}

/// <summary>AWS's <c>ImageConfig</c>.</summary>
public sealed record ImageConfig
{
    /// <summary>At most 1,500 items.</summary>
    public IReadOnlyList<string>? EntryPoint { get; init; }

    /// <summary>At most 1,500 items.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>At most 1,000 characters.</summary>
    public string? WorkingDirectory { get; init; }
}
