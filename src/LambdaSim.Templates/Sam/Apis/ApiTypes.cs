using LambdaSim.Templates.Sam.Apis.Events;
using LambdaSim.Templates.Sam.Apis.Http;
using LambdaSim.Templates.Sam.Apis.Implicit;
using LambdaSim.Templates.Sam.Apis.Rest;
using LambdaSim.Templates.Sam.Apis.WebSocket;

namespace LambdaSim.Templates.Sam.Apis;

/// <summary>What the transform knows of APIs: their types, the events that add paths to them, and the implicit ones.</summary>
internal static class ApiTypes
{
    /// <summary>Run in this order before <c>Globals</c> are merged in.</summary>
    public static IReadOnlyList<IPreparation> Preparations { get; } = [new DefaultBodies(), new ImplicitApi(http: false), new ImplicitApi(http: true)];

    public static IReadOnlyList<IResourceType> Resources { get; } = [new RestApiType(), new HttpApiType(), new WebSocketApiType()];

    public static IReadOnlyList<IEventType> FunctionEvents { get; } = [new RestApiEvent(), new HttpApiEvent()];

    public static IReadOnlyList<IEventType> StateMachineEvents { get; } = [new StateMachineApiEvent()];
}
