namespace LambdaSim.Filters;

/// <summary>Where the services that share the matcher differ.</summary>
internal sealed record PatternDialect
{
    /// <summary>Rules of EventBridge (rule PAT-NUMBER, PAT-OR, PAT-COMPLEX).</summary>
    public static readonly PatternDialect EventBridge = new();

    /// <summary>Filters of event source mappings: the text is one JSON document and nothing behind it.</summary>
    public static readonly PatternDialect Mapping = new() { IsWholeText = true };

    /// <summary>Filter policies of SNS topics: numbers up to a thousand million, and an older matcher (rule SNS-FILTER-OPERATORS).</summary>
    public static readonly PatternDialect Topic = new() { IsWholeText = true, NumberLimit = 1_000_000_000m, HasLaterOperators = false };

    /// <summary>What stands behind the pattern is looked at.</summary>
    public bool IsWholeText { get; init; }

    /// <summary>Numbers from minus this to this are compared as numbers; the others as texts.</summary>
    public decimal NumberLimit { get; init; } = 5_000_000_000m;

    /// <summary>What AWS's matcher learned later: wildcards, prefixes and suffixes in any case, and behind anything-but more than values and one prefix.</summary>
    public bool HasLaterOperators { get; init; } = true;

    /// <summary>Most combinations that <c>$or</c> makes.</summary>
    public int MaxCombinations { get; init; } = 1_000;

    /// <summary>How many beginnings of wildcards one text may match at once before a pattern is refused. Chosen: AWS says that there is a limit, not which.</summary>
    public int MaxWildcardComplexity { get; init; } = 10;
}
