using LambdaSim.Functions;
using LambdaSim.Neighbours;

namespace LambdaSim.Wire;

/// <summary>What requests reach: the services of each account and region, at an instant between two events.</summary>
internal interface IWireWorld
{
    LambdaService LambdaAt(string account, string region);

    QueueService QueuesAt(string account, string region);
}
