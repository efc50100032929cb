using System.Text.Json;
using LambdaSim.Resources;
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

    private protected static FrontAnswer Unauthorized() => FrontAnswer.Json(401, """{"message":"Unauthorized"}""");

    private protected static FrontAnswer Forbidden() => FrontAnswer.Json(403, """{"message":"Forbidden"}""");
}

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

/// <summary>Signed requests (rule APIGW-AUTH-IAM).</summary>
internal sealed class IamAuthorizer : RouteAuthorizer
{
    internal override void Decide(ProxyCall call, INeighbourHost host, bool isRest, Action<FrontAnswer?, string?> decided)
    {
        if (call.Request.Header("Authorization")?.StartsWith("AWS4-", StringComparison.Ordinal) == true)
        {
            decided(null, null);
        }
        else
        {
            decided(isRest ? FrontAnswer.Json(403, """{"message":"Missing Authentication Token"}""") : Forbidden(), null);
        }
    }
}

/// <summary>A function that decides, with its answers kept (rule APIGW-AUTH-LAMBDA).</summary>
internal sealed class LambdaAuthorizer(string function, LambdaAuthorizerSettings settings) : RouteAuthorizer
{
    private static readonly Duration _limit = Duration.FromSeconds(10);
    private readonly Dictionary<string, (Instant Until, byte[] Answer)> _kept = new(StringComparer.Ordinal);

    internal override void Decide(ProxyCall call, INeighbourHost host, bool isRest, Action<FrontAnswer?, string?> decided)
    {
        var identity = settings.IdentitySources.Select(s => Identity(call.Request, s)).ToList();
        if (identity.Contains(null))
        {
            decided(Unauthorized(), null);
            return;
        }

        // One answer serves all routes for which its policy speaks; a simple one its own route.
        var key = string.Join('\n', identity.Append(isRest ? "" : call.RouteKey));
        if (_kept.TryGetValue(key, out var kept) && kept.Until > host.Now)
        {
            Read(kept.Answer, call, isRest, decided);
            return;
        }

        Integration.Call(host, function, Event(call, identity!, isRest), _limit, call.Request.By, "apigateway.amazonaws.com", (how, answer) =>
        {
            if (how == IntegrationEnd.Failed && answer!.ErrorMessage == "Unauthorized")
            {
                decided(Unauthorized(), null);
                return;
            }

            if (how != IntegrationEnd.Returned)
            {
                decided(isRest ? FrontAnswer.Json(500, """{"message":null}""") : FrontAnswer.Json(500, """{"message":"Internal Server Error"}"""), null);
                return;
            }

            var bytes = answer!.Payload.ToArray();
            if (settings.ResultTtl.ToDuration() > Duration.Zero)
            {
                _kept[key] = (host.Now + settings.ResultTtl.ToDuration(), bytes);
            }

            Read(bytes, call, isRest, decided);
        });
    }

    private byte[] Event(ProxyCall call, IReadOnlyList<string> identity, bool isRest)
    {
        var arn = MethodArn(call);
        return ProxyEvent.Write(w =>
        {
            if (isRest && settings.IsToken)
            {
                w.WriteString("type", "TOKEN");
                w.WriteString("authorizationToken", identity[0]);
                w.WriteString("methodArn", arn);
                return;
            }

            var whole = isRest ? ProxyEvent.V1(call) : ProxyEvent.V2(call);
            if (!isRest)
            {
                w.WriteString("version", "2.0");
            }

            w.WriteString("type", "REQUEST");
            w.WriteString(isRest ? "methodArn" : "routeArn", arn);
            if (!isRest)
            {
                w.WriteStartArray("identitySource");
                foreach (var source in identity)
                {
                    w.WriteStringValue(source);
                }

                w.WriteEndArray();
            }

            using var document = JsonDocument.Parse(whole);
            foreach (var member in document.RootElement.EnumerateObject().Where(static m => m.Name is not ("body" or "isBase64Encoded" or "version")))
            {
                member.WriteTo(w);
            }
        });
    }

    private static string MethodArn(ProxyCall call) =>
        new Arn("aws", "execute-api", call.Region, call.AccountId, $"{call.ApiId}/{call.Stage}/{call.Request.Method}/{call.Path.TrimStart('/')}").ToString();

    private static void Read(byte[] answer, ProxyCall call, bool isRest, Action<FrontAnswer?, string?> decided)
    {
        using var document = Parse(answer);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root)
        {
            decided(isRest ? FrontAnswer.Json(500, """{"message":null}""") : FrontAnswer.Json(500, """{"message":"Internal Server Error"}"""), null);
            return;
        }

        var context = root.TryGetProperty("context", out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
        if (root.TryGetProperty("isAuthorized", out var simple))
        {
            decided(simple.ValueKind == JsonValueKind.True ? null : Forbidden(), $"{{\"lambda\":{(context.ValueKind == JsonValueKind.Object ? context.GetRawText() : "{}")}}}");
            return;
        }

        switch (AuthorizerPolicy.Decide(root, MethodArn(call)))
        {
            case PolicyDecision.Allowed:
                decided(null, isRest ? RestContext(root, context) : $"{{\"lambda\":{(context.ValueKind == JsonValueKind.Object ? context.GetRawText() : "{}")}}}");
                break;
            case PolicyDecision.Denied:
                decided(isRest ? FrontAnswer.Json(403, """{"Message":"User is not authorized to access this resource with an explicit deny"}""") : Forbidden(), null);
                break;
            case PolicyDecision.NotAllowed:
                decided(isRest ? FrontAnswer.Json(403, """{"Message":"User is not authorized to access this resource"}""") : Forbidden(), null);
                break;
            default:
                decided(isRest ? FrontAnswer.Json(500, """{"message":null}""") : FrontAnswer.Json(500, """{"message":"Internal Server Error"}"""), null);
                break;
        }
    }

    private static string RestContext(JsonElement root, JsonElement context) => System.Text.Encoding.UTF8.GetString(ProxyEvent.Write(w =>
    {
        w.WriteString("principalId", root.TryGetProperty("principalId", out var principal) && principal.ValueKind == JsonValueKind.String ? principal.GetString() : null);
        if (context.ValueKind == JsonValueKind.Object)
        {
            // Values reach the function as text.
            foreach (var member in context.EnumerateObject())
            {
                w.WriteString(member.Name, member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : member.Value.GetRawText());
            }
        }
    }));

    private static JsonDocument? Parse(byte[] json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Identity(FrontRequest request, string source)
    {
        const string Header = "$request.header.", Query = "$request.querystring.";
        var value = source.StartsWith(Header, StringComparison.Ordinal) ? request.Header(source[Header.Length..])
            : source.StartsWith(Query, StringComparison.Ordinal) ? request.Query.LastOrDefault(q => q.Key == source[Query.Length..]).Value
            : throw new InvalidOperationException($"identity source '{source}': the simulation knows $request.header.NAME and $request.querystring.NAME");
        return string.IsNullOrEmpty(value) ? null : value;
    }
}

internal enum PolicyDecision
{
    Malformed,
    NotAllowed,
    Allowed,
    Denied,
}

/// <summary>The policy that an authorizer answers with: a deny that matches wins over an allow that does.</summary>
internal static class AuthorizerPolicy
{
    public static PolicyDecision Decide(JsonElement answer, string arn)
    {
        if (!answer.TryGetProperty("policyDocument", out var policy) || policy.ValueKind != JsonValueKind.Object || !policy.TryGetProperty("Statement", out var statements))
        {
            return PolicyDecision.Malformed;
        }

        var decision = PolicyDecision.NotAllowed;
        foreach (var statement in Many(statements).Where(s => s.ValueKind == JsonValueKind.Object && Names(s, "Action", "execute-api:Invoke") && Names(s, "Resource", arn)))
        {
            switch (statement.TryGetProperty("Effect", out var effect) && effect.ValueKind == JsonValueKind.String ? effect.GetString() : null)
            {
                case "Deny":
                    return PolicyDecision.Denied;
                case "Allow":
                    decision = PolicyDecision.Allowed;
                    break;
                default:
                    return PolicyDecision.Malformed;
            }
        }

        return decision;
    }

    /// <summary>Whether a pattern with <c>*</c> and <c>?</c> matches; in linear time for what patterns have.</summary>
    public static bool Matches(string pattern, string text)
    {
        var (p, t, star, mark) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == text[t]) && pattern[p] != '*')
            {
                (p, t) = (p + 1, t + 1);
            }
            else if (p < pattern.Length && pattern[p] == '*')
            {
                (star, mark) = (p++, t);
            }
            else if (star >= 0)
            {
                (p, t) = (star + 1, ++mark);
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].All(static c => c == '*');
    }

    private static bool Names(JsonElement statement, string member, string text) =>
        statement.TryGetProperty(member, out var value) && Many(value).Any(v => v.ValueKind == JsonValueKind.String && Matches(v.GetString()!, text));

    private static IEnumerable<JsonElement> Many(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];
}
