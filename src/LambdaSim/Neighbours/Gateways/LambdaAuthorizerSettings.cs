using NodaTime;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>How a Lambda authorizer is asked.</summary>
public sealed record LambdaAuthorizerSettings
{
    /// <summary>Where the caller's identity stands, such as <c>$request.header.Authorization</c> or <c>$request.querystring.token</c>; a request that lacks one is refused with 401 unasked.</summary>
    public IReadOnlyList<string> IdentitySources { get; init; } = ["$request.header.Authorization"];

    /// <summary>How long an answer is kept for the same identity: 0 to 3600 s; 0: it is asked each time. AWS's default is 300 s.</summary>
    public TimeLength ResultTtl { get; init; } = Duration.FromSeconds(300);

    /// <summary>Of a REST API: it gets the token alone (TOKEN), not the whole request (REQUEST).</summary>
    public bool IsToken { get; init; }
}
