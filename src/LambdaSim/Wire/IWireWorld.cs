using LambdaSim.Functions;
using LambdaSim.Resources;

namespace LambdaSim.Wire;

/// <summary>What requests reach: the services of each account and region, at an instant between two events.</summary>
internal interface IWireWorld
{
    LambdaService LambdaAt(string account, string region);

    /// <summary>The resources of another service, as its neighbour has them.</summary>
    T Book<T>()
        where T : class, IResourceBook;
}
