namespace LambdaSim.Neighbours.Gateways;

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
