using LambdaSim.Functions;
using LambdaSim.Neighbours.Gateways;
using LambdaSim.Resources;

namespace LambdaSim.Wire;

/// <summary>What requests reach: the services of each account and region, at an instant between two events.</summary>
internal interface IWireWorld
{
    LambdaService LambdaAt(string account, string region);

    /// <summary>The resources of another service, as its neighbour has them.</summary>
    T Book<T>()
        where T : class, IResourceBook;

    /// <summary>The HTTP front end that answers for a host, or for the first label of one; null: none does.</summary>
    IHttpFront? Front(string name);
}
