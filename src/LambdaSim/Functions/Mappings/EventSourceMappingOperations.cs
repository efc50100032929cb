using System.Text.Json.Serialization;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

/// <summary>Event source mappings.</summary>
internal static class EventSourceMappingOperations
{
    private const string Mappings = "/2015-03-31/event-source-mappings";
    private const string Mapping = Mappings + "/{UUID}";

    private static readonly EventSourceMappingJson _json = EventSourceMappingJson.Default;

    public static IReadOnlyList<Operation> All { get; } =
    [
        Operation.Of("CreateEventSourceMapping", "POST", Mappings, 202, _json.CreateEventSourceMappingRequest, _json.EventSourceMappingConfiguration, static (s, r) => s.CreateEventSourceMapping(r)),
        Operation.Of("GetEventSourceMapping", "GET", Mapping, 200, _json.EventSourceMappingRequest, _json.EventSourceMappingConfiguration, static (s, r) => s.GetEventSourceMapping(r)),
        Operation.Of("ListEventSourceMappings", "GET", Mappings, 200, _json.ListEventSourceMappingsRequest, _json.ListEventSourceMappingsResponse, static (s, r) => s.ListEventSourceMappings(r)) with { Query = ["EventSourceArn", "FunctionName", "Marker", "MaxItems"] },
        Operation.Of("UpdateEventSourceMapping", "PUT", Mapping, 202, _json.UpdateEventSourceMappingRequest, _json.EventSourceMappingConfiguration, static (s, r) => s.UpdateEventSourceMapping(r)),
        Operation.Of("DeleteEventSourceMapping", "DELETE", Mapping, 202, _json.EventSourceMappingRequest, _json.EventSourceMappingConfiguration, static (s, r) => s.DeleteEventSourceMapping(r)),
    ];
}

/// <summary>Requests and responses of event source mappings as JSON.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(CreateEventSourceMappingRequest))]
[JsonSerializable(typeof(UpdateEventSourceMappingRequest))]
[JsonSerializable(typeof(EventSourceMappingRequest))]
[JsonSerializable(typeof(EventSourceMappingConfiguration))]
[JsonSerializable(typeof(ListEventSourceMappingsRequest))]
[JsonSerializable(typeof(ListEventSourceMappingsResponse))]
internal sealed partial class EventSourceMappingJson : JsonSerializerContext;
