namespace LambdaSim.Functions.Model;

/// <summary>Members of <c>TagResource</c>.</summary>
public sealed record TagResourceRequest
{
    /// <summary>ARN, of a function without qualifier.</summary>
    public string? Resource { get; init; }

    /// <summary>Tags to add or to overwrite.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}

/// <summary>Members of <c>UntagResource</c>.</summary>
public sealed record UntagResourceRequest
{
    /// <summary>ARN, of a function without qualifier.</summary>
    public string? Resource { get; init; }

    /// <summary>Keys to remove, present or not.</summary>
    public IReadOnlyList<string>? TagKeys { get; init; }
}

/// <summary>Members of <c>ListTags</c>.</summary>
public sealed record ListTagsRequest
{
    /// <summary>ARN, of a function without qualifier.</summary>
    public string? Resource { get; init; }
}

/// <summary>Answer of <c>ListTags</c>.</summary>
public sealed record ListTagsResponse
{
    /// <summary>In order of their keys.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }
}
