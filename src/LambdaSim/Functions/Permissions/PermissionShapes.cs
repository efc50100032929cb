namespace LambdaSim.Functions.Model;

/// <summary>Members of <c>AddPermission</c>.</summary>
public sealed record AddPermissionRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Version or alias; null: the unqualified function.</summary>
    public string? Qualifier { get; init; }

    /// <summary>Unique in the policy.</summary>
    public string? StatementId { get; init; }

    /// <summary>Such as <c>lambda:InvokeFunction</c>.</summary>
    public string? Action { get; init; }

    /// <summary>A service, an account, an ARN, or <c>*</c>.</summary>
    public string? Principal { get; init; }

    /// <summary>Condition: the caller's resource.</summary>
    public string? SourceArn { get; init; }

    /// <summary>Condition: the account of the caller's resource.</summary>
    public string? SourceAccount { get; init; }

    /// <summary>Condition: token of an Alexa skill.</summary>
    public string? EventSourceToken { get; init; }

    /// <summary>Condition: organization of the caller.</summary>
    public string? PrincipalOrgID { get; init; }

    /// <summary>Condition: <c>NONE</c> or <c>AWS_IAM</c>.</summary>
    public string? FunctionUrlAuthType { get; init; }

    /// <summary>Condition: the call comes through a function URL.</summary>
    public bool? InvokedViaFunctionUrl { get; init; }

    /// <summary>Adds only if this is still the policy's revision.</summary>
    public string? RevisionId { get; init; }
}

/// <summary>Answer of <c>AddPermission</c>.</summary>
public sealed record AddPermissionResponse
{
    /// <summary>The statement as JSON.</summary>
    public required string Statement { get; init; }
}

/// <summary>Members of <c>RemovePermission</c>.</summary>
public sealed record RemovePermissionRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Version or alias; null: the unqualified function.</summary>
    public string? Qualifier { get; init; }

    /// <summary>Which statement.</summary>
    public string? StatementId { get; init; }

    /// <summary>Removes only if this is still the policy's revision.</summary>
    public string? RevisionId { get; init; }
}

/// <summary>Members of <c>GetPolicy</c>.</summary>
public sealed record GetPolicyRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Version or alias; null: the unqualified function.</summary>
    public string? Qualifier { get; init; }
}

/// <summary>Answer of <c>GetPolicy</c>.</summary>
public sealed record GetPolicyResponse
{
    /// <summary>The policy document as JSON.</summary>
    public required string Policy { get; init; }

    /// <summary>Changes with each statement added or removed.</summary>
    public required string RevisionId { get; init; }
}
