using System.Text.Json.Serialization;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

/// <summary>Create, update, get, delete, list function URLs.</summary>
internal static class UrlOperations
{
    private const string Path = "/2021-10-31/functions/{FunctionName}/url";

    private static readonly string[] _qualifier = ["Qualifier"];

    public static IReadOnlyList<Operation> All { get; } =
    [
        Operation.Of("CreateFunctionUrlConfig", "POST", Path, 201, UrlJson.Default.CreateFunctionUrlConfigRequest, UrlJson.Default.FunctionUrlConfig, static (s, r) => s.CreateFunctionUrlConfig(r)) with { Query = _qualifier },
        Operation.Of("UpdateFunctionUrlConfig", "PUT", Path, 200, UrlJson.Default.UpdateFunctionUrlConfigRequest, UrlJson.Default.FunctionUrlConfig, static (s, r) => s.UpdateFunctionUrlConfig(r)) with { Query = _qualifier },
        Operation.Of("GetFunctionUrlConfig", "GET", Path, 200, UrlJson.Default.GetFunctionUrlConfigRequest, UrlJson.Default.FunctionUrlConfig, static (s, r) => s.GetFunctionUrlConfig(r)) with { Query = _qualifier },
        Operation.Of("DeleteFunctionUrlConfig", "DELETE", Path, 204, UrlJson.Default.DeleteFunctionUrlConfigRequest, static (s, r) => s.DeleteFunctionUrlConfig(r)) with { Query = _qualifier },
        Operation.Of("ListFunctionUrlConfigs", "GET", $"{Path}s", 200, UrlJson.Default.ListFunctionUrlConfigsRequest, UrlJson.Default.ListFunctionUrlConfigsResponse,
            static (s, r) => s.ListFunctionUrlConfigs(r)) with { Query = ["Marker", "MaxItems"] },
    ];
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(CreateFunctionUrlConfigRequest))]
[JsonSerializable(typeof(UpdateFunctionUrlConfigRequest))]
[JsonSerializable(typeof(GetFunctionUrlConfigRequest))]
[JsonSerializable(typeof(DeleteFunctionUrlConfigRequest))]
[JsonSerializable(typeof(ListFunctionUrlConfigsRequest))]
[JsonSerializable(typeof(ListFunctionUrlConfigsResponse))]
[JsonSerializable(typeof(FunctionUrlConfig))]
internal sealed partial class UrlJson : JsonSerializerContext;
