using LambdaSim.Configuration;
using LambdaSim.Neighbours;
using LambdaSim.Resources;

namespace LambdaSim.Sources.Queues;

/// <summary>What all pollers of one simulation share.</summary>
/// <param name="Host">Time, and the log.</param>
/// <param name="Directory">Functions by ARN.</param>
/// <param name="Config">How they behave where AWS publishes nothing.</param>
/// <param name="Scaling">How they scale.</param>
/// <param name="Numbers">Numbers of batches.</param>
internal sealed record PollerWorld(INeighbourHost Host, ResourceDirectory Directory, PollingConfig Config, PollerScaling Scaling, BatchNumbers Numbers);
