namespace LambdaSim.Functions.Model;

/// <summary>AWS's <c>AliasRoutingConfiguration</c>.</summary>
public sealed record AliasRoutingConfiguration
{
    /// <summary>At most one further version with its share, 0 to 1; empty: none.</summary>
    public IReadOnlyDictionary<string, double>? AdditionalVersionWeights { get; init; }
}

/// <summary>AWS's <c>AliasConfiguration</c>: an alias as the API shows it.</summary>
public sealed record AliasConfiguration
{
    /// <summary>ARN.</summary>
    public string? AliasArn { get; init; }

    /// <summary>Name.</summary>
    public string? Name { get; init; }

    /// <summary>Primary version.</summary>
    public string? FunctionVersion { get; init; }

    /// <summary>Description.</summary>
    public string? Description { get; init; }

    /// <summary>Null: all calls go to the primary version.</summary>
    public AliasRoutingConfiguration? RoutingConfig { get; init; }

    /// <summary>Changes with each update.</summary>
    public string? RevisionId { get; init; }
}

/// <summary>Members of <c>CreateAlias</c>.</summary>
public sealed record CreateAliasRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Name of the alias.</summary>
    public string? Name { get; init; }

    /// <summary>A number, or <c>$LATEST</c> where there is no routing.</summary>
    public string? FunctionVersion { get; init; }

    /// <summary>At most 256 characters.</summary>
    public string? Description { get; init; }

    /// <summary>A second version's share.</summary>
    public AliasRoutingConfiguration? RoutingConfig { get; init; }
}

/// <summary>Members of <c>UpdateAlias</c>: what is absent is kept.</summary>
public sealed record UpdateAliasRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Name of the alias.</summary>
    public string? Name { get; init; }

    /// <summary>A number, or <c>$LATEST</c> where there is no routing.</summary>
    public string? FunctionVersion { get; init; }

    /// <summary>At most 256 characters.</summary>
    public string? Description { get; init; }

    /// <summary>A second version's share; an empty one ends routing.</summary>
    public AliasRoutingConfiguration? RoutingConfig { get; init; }

    /// <summary>Updates only if this is still the alias's revision.</summary>
    public string? RevisionId { get; init; }
}

/// <summary>Members of <c>GetAlias</c>.</summary>
public sealed record GetAliasRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Name of the alias.</summary>
    public string? Name { get; init; }
}

/// <summary>Members of <c>DeleteAlias</c>.</summary>
public sealed record DeleteAliasRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Name of the alias.</summary>
    public string? Name { get; init; }
}

/// <summary>Members of <c>ListAliases</c>.</summary>
public sealed record ListAliasesRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Only aliases that invoke this version.</summary>
    public string? FunctionVersion { get; init; }

    /// <summary>Where the page before ended.</summary>
    public string? Marker { get; init; }

    /// <summary>1 to 10,000; a page has at most 50.</summary>
    public int? MaxItems { get; init; }
}

/// <summary>Answer of <c>ListAliases</c>.</summary>
public sealed record ListAliasesResponse
{
    /// <summary>Null on the last page.</summary>
    public string? NextMarker { get; init; }

    /// <summary>In order of their names.</summary>
    public required IReadOnlyList<AliasConfiguration> Aliases { get; init; }
}
