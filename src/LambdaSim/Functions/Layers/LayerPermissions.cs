namespace LambdaSim.Functions.Model;

/// <summary>Request of <c>AddLayerVersionPermission</c>.</summary>
public sealed record AddLayerVersionPermissionRequest
{
    /// <summary>Name or ARN of the layer.</summary>
    public string? LayerName { get; init; }

    /// <summary>From 1.</summary>
    public long? VersionNumber { get; init; }

    /// <summary>Name of the statement.</summary>
    public string? StatementId { get; init; }

    /// <summary>Always <c>lambda:GetLayerVersion</c>.</summary>
    public string? Action { get; init; }

    /// <summary>An account, an ARN of its root, or <c>*</c>.</summary>
    public string? Principal { get; init; }

    /// <summary>With principal <c>*</c>: the organization.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>Only when the policy is still this one.</summary>
    public string? RevisionId { get; init; }
}

/// <summary>Response of <c>AddLayerVersionPermission</c>.</summary>
public sealed record AddLayerVersionPermissionResponse
{
    /// <summary>The statement as JSON.</summary>
    public string? Statement { get; init; }

    /// <summary>Of the policy now.</summary>
    public string? RevisionId { get; init; }
}

/// <summary>Request of <c>RemoveLayerVersionPermission</c>.</summary>
public sealed record RemoveLayerVersionPermissionRequest
{
    /// <summary>Name or ARN of the layer.</summary>
    public string? LayerName { get; init; }

    /// <summary>From 1.</summary>
    public long? VersionNumber { get; init; }

    /// <summary>Name of the statement.</summary>
    public string? StatementId { get; init; }

    /// <summary>Only when the policy is still this one.</summary>
    public string? RevisionId { get; init; }
}

/// <summary>Response of <c>GetLayerVersionPolicy</c>.</summary>
public sealed record GetLayerVersionPolicyResponse
{
    /// <summary>The policy as JSON.</summary>
    public string? Policy { get; init; }

    /// <summary>Of the policy now.</summary>
    public string? RevisionId { get; init; }
}
