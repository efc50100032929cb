using NodaTime;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>A load balancer's call of the function of a target group.</summary>
internal static class BalancerCall
{
    public const string Principal = "elasticloadbalancing.amazonaws.com";

    /// <summary>What a load balancer takes itself (rule ALB-LATENCY).</summary>
    public static readonly Duration Latency = Duration.FromMilliseconds(5);

    private const int LargestBody = 1024 * 1024;

    /// <summary>No rule, or no target.</summary>
    public static FrontAnswer Unavailable() => FrontAnswer.Html(503, "503 Service Temporarily Unavailable");

    /// <summary>What a health check asks for (rule ALB-HEALTH).</summary>
    public static FrontRequest HealthCheck(string path) => new() { Method = "GET", RawPath = path, Headers = [new("User-Agent", "ELB-HealthChecker/2.0")] };

    /// <summary>The answer to a request that reaches no target; null: it may.</summary>
    public static FrontAnswer? Refusal(FrontRequest request) =>
        request.Header("Upgrade")?.Equals("websocket", StringComparison.OrdinalIgnoreCase) == true ? FrontAnswer.Html(400, "400 Bad Request")
        : request.Body.Length > LargestBody ? FrontAnswer.Html(413, "413 Request Entity Too Large")
        : null;

    // Function error, timeout, throttle, a malformed answer, one above 1 MB: all of them are 502 (rule ALB-RESPONSE).
    public static void Send(INeighbourHost host, string function, string groupArn, bool isMultiValue, FrontRequest request, Action<FrontAnswer> answered) =>
        Integration.Call(host, function, ProxyEvent.LoadBalancer(request, groupArn, isMultiValue, TextTypes.OfLoadBalancer), Duration.FromMinutes(15), request.By, Principal, (how, answer) =>
            answered(how == IntegrationEnd.Returned && answer!.Payload.Length <= LargestBody && ProxyAnswer.LoadBalancer(answer.Payload, isMultiValue) is { } given ? given : FrontAnswer.Html(502, "502 Bad Gateway")));
}
