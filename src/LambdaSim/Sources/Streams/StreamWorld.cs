using LambdaSim.Configuration;
using LambdaSim.Neighbours;
using LambdaSim.Resources;

namespace LambdaSim.Sources.Streams;

/// <summary>What all pollers of streams of one simulation share.</summary>
/// <param name="Host">Time, and the log.</param>
/// <param name="Directory">Functions and destinations by ARN.</param>
/// <param name="Config">How they behave where AWS publishes nothing.</param>
/// <param name="Numbers">Numbers of batches.</param>
internal sealed record StreamWorld(INeighbourHost Host, ResourceDirectory Directory, PollingConfig Config, BatchNumbers Numbers);
