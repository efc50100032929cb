using LambdaSim.Templates.Sam.Apis;
using LambdaSim.Templates.Sam.Connectors;
using LambdaSim.Templates.Sam.Events;
using LambdaSim.Templates.Sam.Functions;
using LambdaSim.Templates.Sam.StateMachines;
using LambdaSim.Templates.Sam.Types;

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

    private static IResourceType[] Own() =>
    [
        new FunctionType(), new StateMachineType(), new LayerVersionType(), new SimpleTableType(), new ApplicationType(), new CapacityProviderType(),
        new GraphQLApiType(), new ConnectorType(),
    ];

    private static IEventType[] OwnFunctionEvents() =>
    [
        .. MappingEvents.All,
        new S3Event(),
        new SnsEvent(),
        new CloudWatchLogsEvent(),
        new IoTRuleEvent(),
        new AlexaSkillEvent(),
        new CognitoEvent(),
        new RuleEvent("Schedule", scheduled: true, ofStateMachine: false),
        new RuleEvent("CloudWatchEvent", scheduled: false, ofStateMachine: false),
        new RuleEvent("EventBridgeRule", scheduled: false, ofStateMachine: false),
        new ScheduleV2Event(ofStateMachine: false),
    ];

    private static IEventType[] OwnStateMachineEvents() =>
    [
        new RuleEvent("Schedule", scheduled: true, ofStateMachine: true),
        new RuleEvent("CloudWatchEvent", scheduled: false, ofStateMachine: true),
        new RuleEvent("EventBridgeRule", scheduled: false, ofStateMachine: true),
        new ScheduleV2Event(ofStateMachine: true),
    ];
}
