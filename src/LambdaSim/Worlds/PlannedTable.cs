using LambdaSim.Neighbours.Tables;

namespace LambdaSim.Worlds;

/// <summary>A table that was added.</summary>
internal sealed record PlannedTable(string Name, TableKey Key, TableKey? Sort, TableConfig Config);
