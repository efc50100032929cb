using System.Net;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Gateways;

namespace LambdaSim.Neighbours.Balancers;

/// <summary>Conditions of a listener's rules, checked and matched (rule ALB-CONDITION).</summary>
internal static class RuleConditions
{
    // The part of a condition in which newer clients give the values of a field.
    private static readonly Dictionary<string, string> _parts = new(StringComparer.Ordinal)
    {
        ["path-pattern"] = "PathPatternConfig", ["host-header"] = "HostHeaderConfig", ["http-header"] = "HttpHeaderConfig", ["query-string"] = "QueryStringConfig",
        ["http-request-method"] = "HttpRequestMethodConfig", ["source-ip"] = "SourceIpConfig",
    };

    /// <exception cref="BalancerException">AWS refuses one.</exception>
    public static void Check(IReadOnlyCollection<JsonObject> conditions)
    {
        if (conditions.Count == 0)
        {
            throw BalancerException.Invalid("A condition must be specified");
        }

        foreach (var condition in conditions)
        {
            var field = (string?)condition["Field"];
            if (field is null || !_parts.ContainsKey(field))
            {
                throw BalancerException.Invalid($"Condition field '{field}' must be one of '[path-pattern, host-header, http-header, query-string, http-request-method, source-ip]'");
            }

            if (_parts.FirstOrDefault(p => p.Key != field && condition[p.Value] is not null).Value is { } other)
            {
                throw BalancerException.Invalid($"{other} cannot be specified for a condition of field '{field}'");
            }

            if (condition["Values"] is { } values && condition[_parts[field]]?["Values"] is { } again && !JsonNode.DeepEquals(values, again))
            {
                throw BalancerException.Invalid($"A condition of field '{field}' has either Values or {_parts[field]}");
            }

            if (field == "query-string" ? Pairs(condition).Count == 0 : Values(condition).Count == 0)
            {
                throw BalancerException.Invalid("A condition value must be specified");
            }

            if (field == "source-ip" && Values(condition).Find(static v => !IPNetwork.TryParse(v, out _)) is { } range)
            {
                throw BalancerException.Invalid($"The source IP condition value '{range}' is not a valid CIDR block");
            }

            if (field == "http-header" && string.IsNullOrEmpty((string?)condition["HttpHeaderConfig"]?["HttpHeaderName"]))
            {
                throw BalancerException.Invalid("An HTTP header name must be specified");
            }
        }
    }

    /// <summary>Whether a request meets one condition: one of its values does.</summary>
    public static bool Meets(JsonObject condition, FrontRequest request) => (string?)condition["Field"] switch
    {
        "path-pattern" => Values(condition).Exists(v => AuthorizerPolicy.Matches(v, request.RawPath)),
        "host-header" => Values(condition).Exists(v => Matches(v, FrontHost.WithoutPort(request.Host))),
        "http-request-method" => Values(condition).Contains(request.Method, StringComparer.Ordinal),
        "http-header" => (string)condition["HttpHeaderConfig"]!["HttpHeaderName"]! is var name
            && request.Headers.Any(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase) && Values(condition).Exists(v => Matches(v, h.Value))),
        "query-string" => Pairs(condition).Exists(p => request.RawPairs.Any(q => (p.Key is null || Matches(p.Key, q.Key)) && Matches(p.Value, q.Value))),
        "source-ip" => IPAddress.TryParse(request.SourceIp, out var address) && Values(condition).Exists(v => IPNetwork.TryParse(v, out var range) && range.Contains(address)),
        _ => false,
    };

    private static bool Matches(string pattern, string text) => AuthorizerPolicy.Matches(pattern.ToLowerInvariant(), text.ToLowerInvariant());

    // Older clients give values beside the field, newer ones in a part of its own.
    private static List<string> Values(JsonObject condition)
    {
        return [.. ((condition[_parts[(string)condition["Field"]!]]?["Values"] ?? condition["Values"]) as JsonArray)?.Select(static v => (string)v!) ?? []];
    }

    private static List<(string? Key, string Value)> Pairs(JsonObject condition) =>
        [.. (condition["QueryStringConfig"]?["Values"] as JsonArray)?.Select(static v => ((string?)v!["Key"], (string?)v["Value"] ?? "")) ?? []];
}
