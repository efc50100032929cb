using System.Text.Json;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>A function that decides, with its answers kept (rules APIGW-AUTH-LAMBDA, APIGW-AUTH-SIMPLE).</summary>
/// <param name="function">Its ARN.</param>
/// <param name="settings">How it is asked.</param>
/// <param name="isSimple">Of an HTTP API: whether it answers with <c>isAuthorized</c> or with a policy; null: with either. All others take policies alone.</param>
internal sealed class LambdaAuthorizer(string function, LambdaAuthorizerSettings settings, bool? isSimple = null) : RouteAuthorizer
{
    private static readonly Duration _limit = Duration.FromSeconds(10);
    private readonly Dictionary<string, (Instant Until, byte[] Answer)> _kept = new(StringComparer.Ordinal);

    /// <summary>Of a REST API: it gets the token alone.</summary>
    public bool IsToken => settings.IsToken;

    internal override RouteAuthorizer Again() => new LambdaAuthorizer(function, settings, isSimple);

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
                decided(Broken(isRest), null);
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

            var whole = call.SocketEvent ?? (isRest ? ProxyEvent.V1(call) : ProxyEvent.V2(call));
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
        new Arn("aws", "execute-api", call.Region, call.AccountId, call.SocketEvent is null ? $"{call.ApiId}/{call.Stage}/{call.Request.Method}/{call.Path.TrimStart('/')}" : $"{call.ApiId}/{call.Stage}/{call.RouteKey}").ToString();

    private void Read(byte[] answer, ProxyCall call, bool isRest, Action<FrontAnswer?, string?> decided)
    {
        using var document = Parse(answer);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root)
        {
            decided(Broken(isRest), null);
            return;
        }

        var context = root.TryGetProperty("context", out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
        if (!isRest && isSimple != false && root.TryGetProperty("isAuthorized", out var simple))
        {
            decided(simple.ValueKind == JsonValueKind.True ? null : Forbidden(), $"{{\"lambda\":{(context.ValueKind == JsonValueKind.Object ? context.GetRawText() : "{}")}}}");
            return;
        }

        switch (isSimple == true ? PolicyDecision.Malformed : AuthorizerPolicy.Decide(root, MethodArn(call)))
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
                decided(Broken(isRest), null);
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
