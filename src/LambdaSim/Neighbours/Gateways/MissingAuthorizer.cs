namespace LambdaSim.Neighbours.Gateways;

/// <summary>Stands for an authorizer that is gone: it lets nobody in, and answers as one that fails (rule APIGW-AUTH-MISSING).</summary>
internal sealed class MissingAuthorizer : RouteAuthorizer
{
    internal override void Decide(ProxyCall call, INeighbourHost host, bool isRest, Action<FrontAnswer?, string?> decided) => decided(Broken(isRest), null);
}
