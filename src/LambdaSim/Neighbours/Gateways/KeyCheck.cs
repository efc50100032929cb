using NodaTime;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>The key of a request for a method that needs one (rule APIGW-KEY).</summary>
internal static class KeyCheck
{
    public const string Header = "x-api-key";

    /// <summary>An answer that refuses, or the key.</summary>
    /// <param name="plans">Of the API's stage.</param>
    /// <param name="value">What the header says.</param>
    /// <param name="method">The API, its stage and the method.</param>
    /// <param name="now">Virtual time.</param>
    public static (FrontAnswer? Refusal, ApiKey? Key) Of(IEnumerable<UsagePlan> plans, string? value, string method, Instant now)
    {
        foreach (var plan in plans)
        {
            if (plan.Keys.FirstOrDefault(k => k.IsEnabled && k.Value == value) is { } key)
            {
                return (plan.Refusal(key, method, now), key);
            }
        }

        return (FrontAnswer.Json(403, """{"message":"Forbidden"}"""), null);
    }
}
