using NodaTime;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>A load balancer's call of the function of a target group.</summary>
internal static class BalancerCall
{
    public const string Principal = "elasticloadbalancing.amazonaws.com";

    private const int LargestBody = 1024 * 1024;

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
