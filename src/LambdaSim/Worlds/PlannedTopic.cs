namespace LambdaSim.Worlds;

/// <summary>A topic that was added.</summary>
/// <param name="Name">Its name.</param>
/// <param name="DeduplicatesByContent">Of a FIFO topic.</param>
internal sealed record PlannedTopic(string Name, bool DeduplicatesByContent);
