using System.Text.Json;

namespace LambdaSim.Neighbours.Gateways;

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
