using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Configuration;

namespace LambdaSim.Neighbours.Topics;

/// <summary>How often SNS tries HTTP endpoints: kept and shown, since nothing is sent to them (rule SNS-DELIVERY-POLICY).</summary>
internal static class DeliveryPolicy
{
    private const string Name = "DeliveryPolicy";
    private const int MaxDepth = 64, MaxValues = 1_000;

    // As AWS shows the policy of a topic that has none of its own.
    private const string Default = """
        {"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,"numRetries":3,"numMaxDelayRetries":0,"numNoDelayRetries":0,"numMinDelayRetries":0,"backoffFunction":"linear"},"disableSubscriptionOverrides":false,"defaultRequestPolicy":{"headerContentType":"text/plain; charset=UTF-8"}}}
        """;

    private static readonly (string Member, int Min, int Max)[] _ranges =
    [
        ("minDelayTarget", 1, 3_600), ("maxDelayTarget", 1, 3_600), ("numRetries", 0, 100), ("numNoDelayRetries", 0, 100), ("numMinDelayRetries", 0, 100), ("numMaxDelayRetries", 0, 100),
    ];

    /// <summary>A topic's or a subscription's policy, as it is kept.</summary>
    /// <exception cref="TopicServiceException">It is no policy.</exception>
    public static string Check(string value, string prefix, bool isOfTopic)
    {
        if (value.Length == 0)
        {
            return value;
        }

        var policy = Read(value, prefix);
        var owner = isOfTopic ? policy["http"] as JsonObject : policy;
        var name = isOfTopic ? "defaultHealthyRetryPolicy" : "healthyRetryPolicy";
        if (owner?[name] is JsonObject retries)
        {
            CheckRetries(retries, isOfTopic ? $"http.{name}" : name, prefix);
        }

        return value;
    }

    /// <summary>What acts where a topic has a policy, or none.</summary>
    public static string EffectiveOfTopic(string? policy)
    {
        if (string.IsNullOrEmpty(policy))
        {
            return Default;
        }

        var effective = JsonNode.Parse(Default)!.AsObject();
        Lay(effective, JsonNode.Parse(policy)!.AsObject());
        return JsonLine.Of(effective);
    }

    /// <summary>What acts where a subscription over HTTP has a policy, or none.</summary>
    public static string EffectiveOfSubscription(string? policy)
    {
        var http = JsonNode.Parse(Default)!["http"]!;
        var effective = new JsonObject { ["healthyRetryPolicy"] = http["defaultHealthyRetryPolicy"]!.DeepClone(), ["sicklyRetryPolicy"] = null, ["throttlePolicy"] = null, ["requestPolicy"] = http["defaultRequestPolicy"]!.DeepClone(), ["guaranteed"] = false };
        if (!string.IsNullOrEmpty(policy))
        {
            Lay(effective, JsonNode.Parse(policy)!.AsObject());
        }

        return JsonLine.Of(effective);
    }

    private static JsonObject Read(string value, string prefix)
    {
        var utf8 = Encoding.UTF8.GetBytes(value);
        if (JsonWords.ProblemOf(utf8, MaxDepth, MaxValues) is { } problem)
        {
            throw TopicServiceException.InvalidParameter($"{prefix}{Name}: failed to parse JSON. {problem}");
        }

        return JsonText.IsObject(utf8) ? JsonNode.Parse(utf8)!.AsObject() : throw TopicServiceException.InvalidParameter($"{prefix}{Name}: policy must be a JSON object");
    }

    private static void CheckRetries(JsonObject retries, string path, string prefix)
    {
        foreach (var (member, min, max) in _ranges)
        {
            if (retries[member] is not { } node)
            {
                continue;
            }

            if (node is not JsonValue value || node.GetValueKind() != JsonValueKind.Number || !value.TryGetValue<int>(out var number))
            {
                throw Bad(Text.Invariant($"{path}.{member} must be an integer"), prefix);
            }

            if (number < min)
            {
                throw Bad(Text.Invariant($"{path}.{member} must be greater than or equal to {min}"), prefix);
            }

            if (number > max)
            {
                throw Bad(Text.Invariant($"{path}.{member} must be less than or equal to {max}"), prefix);
            }
        }

        if (retries["backoffFunction"] is { } backoff && (backoff.GetValueKind() != JsonValueKind.String || backoff.GetValue<string>() is not ("linear" or "arithmetic" or "geometric" or "exponential")))
        {
            throw Bad($"{path}.backoffFunction must be linear, arithmetic, geometric or exponential", prefix);
        }
    }

    private static TopicServiceException Bad(string problem, string prefix) => TopicServiceException.InvalidParameter($"{prefix}{Name}: {problem}");

    private static void Lay(JsonObject below, JsonObject above)
    {
        foreach (var (name, value) in above)
        {
            if (value is JsonObject part && below[name] is JsonObject known)
            {
                Lay(known, part);
            }
            else
            {
                below[name] = value?.DeepClone();
            }
        }
    }
}
