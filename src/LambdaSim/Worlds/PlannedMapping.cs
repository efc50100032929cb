using LambdaSim.Configuration;

namespace LambdaSim.Worlds;

/// <summary>An event source mapping of a plan, in the plan's own account and region.</summary>
/// <param name="FunctionArn">The function, version or alias.</param>
/// <param name="SourceArn">The queue.</param>
/// <param name="Config">Its settings.</param>
internal sealed record PlannedMapping(string FunctionArn, string SourceArn, QueueMappingConfig Config);
