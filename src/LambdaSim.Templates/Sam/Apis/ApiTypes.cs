namespace LambdaSim.Templates.Sam.Apis;

/// <summary>What the transform knows of APIs: their types, the events that add paths to them, and the implicit ones.</summary>
internal static class ApiTypes
{
    /// <summary>Run in this order before <c>Globals</c> are merged in.</summary>
    public static IReadOnlyList<IPreparation> Preparations { get; } = [];

    public static IReadOnlyList<IResourceType> Resources { get; } = [];

    public static IReadOnlyList<IEventType> FunctionEvents { get; } = [];

    public static IReadOnlyList<IEventType> StateMachineEvents { get; } = [];
}
