namespace LambdaSim.Functions;

/// <summary>Create, update, get, list, delete.</summary>
internal static class FunctionOperations
{
    public static IReadOnlyList<Operation> All { get; } = [];
}
