using LambdaSim.Neighbours;
using LambdaSim.Wire;

namespace LambdaSim;

// What requests of AWS's protocols reach.
public sealed partial class Simulation : IWireWorld
{
    QueueService IWireWorld.QueuesAt(string account, string region) => QueuesAt(account, region);
}
