namespace LambdaSim.Wire.DynamoDb;

/// <summary>Operations about streams of tables.</summary>
internal static class StreamOperations
{
    public static IReadOnlyList<TableOperation> All { get; } = [];
}
