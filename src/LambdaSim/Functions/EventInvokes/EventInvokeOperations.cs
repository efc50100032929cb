using System.Text.Json.Serialization;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

/// <summary>Put, update, get, delete, list the settings of asynchronous invocation.</summary>
internal static class EventInvokeOperations
{
    private const string Path = "/2019-09-25/functions/{FunctionName}/event-invoke-config";

    private static readonly string[] _qualifier = ["Qualifier"];

    public static IReadOnlyList<Operation> All { get; } =
    [
        Operation.Of("PutFunctionEventInvokeConfig", "PUT", Path, 200, EventInvokeJson.Default.PutFunctionEventInvokeConfigRequest, EventInvokeJson.Default.FunctionEventInvokeConfig,
            static (s, r) => s.PutFunctionEventInvokeConfig(r)) with { Query = _qualifier },
        Operation.Of("UpdateFunctionEventInvokeConfig", "POST", Path, 200, EventInvokeJson.Default.UpdateFunctionEventInvokeConfigRequest, EventInvokeJson.Default.FunctionEventInvokeConfig,
            static (s, r) => s.UpdateFunctionEventInvokeConfig(r)) with { Query = _qualifier },
        Operation.Of("GetFunctionEventInvokeConfig", "GET", Path, 200, EventInvokeJson.Default.GetFunctionEventInvokeConfigRequest, EventInvokeJson.Default.FunctionEventInvokeConfig,
            static (s, r) => s.GetFunctionEventInvokeConfig(r)) with { Query = _qualifier },
        Operation.Of("DeleteFunctionEventInvokeConfig", "DELETE", Path, 204, EventInvokeJson.Default.DeleteFunctionEventInvokeConfigRequest,
            static (s, r) => s.DeleteFunctionEventInvokeConfig(r)) with { Query = _qualifier },
        Operation.Of("ListFunctionEventInvokeConfigs", "GET", $"{Path}/list", 200, EventInvokeJson.Default.ListFunctionEventInvokeConfigsRequest, EventInvokeJson.Default.ListFunctionEventInvokeConfigsResponse,
            static (s, r) => s.ListFunctionEventInvokeConfigs(r)) with { Query = ["Marker", "MaxItems"] },
    ];
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(PutFunctionEventInvokeConfigRequest))]
[JsonSerializable(typeof(UpdateFunctionEventInvokeConfigRequest))]
[JsonSerializable(typeof(GetFunctionEventInvokeConfigRequest))]
[JsonSerializable(typeof(DeleteFunctionEventInvokeConfigRequest))]
[JsonSerializable(typeof(ListFunctionEventInvokeConfigsRequest))]
[JsonSerializable(typeof(ListFunctionEventInvokeConfigsResponse))]
[JsonSerializable(typeof(FunctionEventInvokeConfig))]
internal sealed partial class EventInvokeJson : JsonSerializerContext;
