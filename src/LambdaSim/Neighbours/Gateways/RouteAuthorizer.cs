using NodaTime;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>Who may call a route or method: make one with the methods of this class.</summary>
public abstract class RouteAuthorizer
{
    private protected RouteAuthorizer()
    {
    }

    /// <summary>A function decides: it gets the request and answers with <c>isAuthorized</c> or a policy.</summary>
    /// <param name="function">The authorizer.</param>
    /// <param name="configure">Identity sources, how long answers are kept.</param>
    public static RouteAuthorizer Lambda(IDestinationTarget function, Func<LambdaAuthorizerSettings, LambdaAuthorizerSettings>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        var settings = configure?.Invoke(new LambdaAuthorizerSettings()) ?? new LambdaAuthorizerSettings();
        var ttl = settings.ResultTtl.ToDuration();
        return ttl >= Duration.Zero && ttl <= Duration.FromHours(1)
            ? new LambdaAuthorizer(function.Arn, settings)
            : throw new ArgumentException($"ResultTtl is {Configuration.Text.Of((long)ttl.TotalSeconds)} s; API Gateway keeps an authorizer's answers for 0 to 3600 s", nameof(configure));
    }

    /// <summary>Bearer tokens signed with one of the given keys (RS256), of an issuer, for one of the audiences, not expired in virtual time.</summary>
    /// <param name="issuer">The claim <c>iss</c>.</param>
    /// <param name="audiences">What <c>aud</c>, or <c>client_id</c>, may be.</param>
    /// <param name="keys">A JSON Web Key Set: <c>{"keys":[{"kty":"RSA","kid":...,"n":...,"e":...}]}</c>.</param>
    /// <param name="scopes">Of which the claim <c>scope</c> must have one; none: any token does.</param>
    public static RouteAuthorizer Jwt(string issuer, IReadOnlyList<string> audiences, string keys, params string[] scopes) => new JwtAuthorizer(issuer, audiences, keys, scopes);

    /// <summary>Requests that are signed; the signature itself and what the caller may do are not checked.</summary>
    public static RouteAuthorizer Iam() => new IamAuthorizer();

    /// <summary>Decides about a request.</summary>
    /// <param name="call">The request.</param>
    /// <param name="host">Clock and directory.</param>
    /// <param name="isRest">Of a REST API, whose answers have words of their own.</param>
    /// <param name="decided">Told once: an answer that refuses, or null and what the function learns.</param>
    internal abstract void Decide(ProxyCall call, INeighbourHost host, bool isRest, Action<FrontAnswer?, string?> decided);

    /// <summary>The same authorizer, which has been asked nothing.</summary>
    internal virtual RouteAuthorizer Again() => this;

    private protected static FrontAnswer Unauthorized() => FrontAnswer.Json(401, """{"message":"Unauthorized"}""");

    /// <summary>An authorizer that cannot decide is an error of the API's own.</summary>
    private protected static FrontAnswer Broken(bool isRest) => FrontAnswer.Json(500, isRest ? """{"message":null}""" : """{"message":"Internal Server Error"}""");

    private protected static FrontAnswer Forbidden() => FrontAnswer.Json(403, """{"message":"Forbidden"}""");
}
