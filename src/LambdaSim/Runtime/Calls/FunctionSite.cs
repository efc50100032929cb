namespace LambdaSim.Runtime;

/// <summary>Where a function stands and what its code is given, when the control plane made it.</summary>
/// <param name="Account">Account id.</param>
/// <param name="Region">Region.</param>
/// <param name="Place">How the log tells them; null: they are the simulation's own.</param>
internal sealed record FunctionSite(string Account, string Region, string? Place)
{
    /// <summary>Environment variables that the user set.</summary>
    public IReadOnlyDictionary<string, string>? Variables { get; init; }

    /// <summary>The handler's name; null: none was given.</summary>
    public string? Handler { get; init; }

    /// <summary>Where it logs to; null: the default group.</summary>
    public string? LogGroup { get; init; }
}

/// <summary>What a caller addressed.</summary>
/// <param name="Arn">As the handler sees it: unqualified stays unqualified.</param>
/// <param name="Qualifier">Version or alias; null: neither.</param>
/// <param name="IsAlias">Whether it is an alias, which chose the version.</param>
internal sealed record CallTarget(string Arn, string? Qualifier, bool IsAlias);
