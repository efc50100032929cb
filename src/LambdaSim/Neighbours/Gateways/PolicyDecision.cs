namespace LambdaSim.Neighbours.Gateways;

/// <summary>What an authorizer's policy says of a request.</summary>
internal enum PolicyDecision
{
    Malformed,
    NotAllowed,
    Allowed,
    Denied,
}
