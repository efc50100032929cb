namespace LambdaSim.Functions;

/// <summary>Every operation of the control plane by name.</summary>
internal static class Operations
{
    /// <summary>In ordinal order of their names.</summary>
    public static IReadOnlyDictionary<string, Operation> All { get; } = new SortedDictionary<string, Operation>(
        Areas().SelectMany(static a => a).ToDictionary(static o => o.Name, StringComparer.Ordinal), StringComparer.Ordinal);

    // One list for each area, beside its code.
    private static IEnumerable<IEnumerable<Operation>> Areas()
    {
        yield return FunctionOperations.All;
        yield return AliasOperations.All;
        yield return PermissionOperations.All;
        yield return TagOperations.All;
        yield return EventInvokeOperations.All;
        yield return UrlOperations.All;
        yield return RuntimeOperations.All;
        yield return ConcurrencyOperations.All;
        yield return LayerOperations.All;
        yield return CodeSigningOperations.All;
        yield return EventSourceMappingOperations.All;
    }
}
