using LambdaSim.Templates.Sam.Apis;

namespace LambdaSim.Templates.Sam;

/// <summary>What the transform replaces, by type.</summary>
internal static class SamTypes
{
    public static IReadOnlyDictionary<string, IResourceType> Resources { get; } = new IResourceType[][] { Own(), [.. ApiTypes.Resources] }
        .SelectMany(t => t).ToDictionary(t => t.Type, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, IEventType> FunctionEvents { get; } = new IEventType[][] { OwnFunctionEvents(), [.. ApiTypes.FunctionEvents] }
        .SelectMany(t => t).ToDictionary(t => t.Type, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, IEventType> StateMachineEvents { get; } = new IEventType[][] { OwnStateMachineEvents(), [.. ApiTypes.StateMachineEvents] }
        .SelectMany(t => t).ToDictionary(t => t.Type, StringComparer.Ordinal);

    private static IResourceType[] Own() => [];

    private static IEventType[] OwnFunctionEvents() => [];

    private static IEventType[] OwnStateMachineEvents() => [];
}
