using LambdaSim.Functions.Model;

namespace LambdaSim.Worlds;

/// <summary>A function reads a source.</summary>
/// <param name="Request">As it was asked for.</param>
internal sealed record PlannedMapping(CreateEventSourceMappingRequest Request);
