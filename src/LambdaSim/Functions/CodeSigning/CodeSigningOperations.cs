using System.Text.Json.Serialization;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

/// <summary>Code signing configurations, and the functions that have them.</summary>
internal static class CodeSigningOperations
{
    private const string Configs = "/2020-04-22/code-signing-configs";
    private const string Config = Configs + "/{CodeSigningConfigArn}";
    private const string OfFunction = "/2020-06-30/functions/{FunctionName}/code-signing-config";

    private static readonly CodeSigningJson _json = CodeSigningJson.Default;

    public static IReadOnlyList<Operation> All { get; } =
    [
        Operation.Of("CreateCodeSigningConfig", "POST", Configs, 201, _json.CreateCodeSigningConfigRequest, _json.CodeSigningConfigResponse, static (s, r) => s.CreateCodeSigningConfig(r)),
        Operation.Of("UpdateCodeSigningConfig", "PUT", Config, 200, _json.UpdateCodeSigningConfigRequest, _json.CodeSigningConfigResponse, static (s, r) => s.UpdateCodeSigningConfig(r)),
        Operation.Of("GetCodeSigningConfig", "GET", Config, 200, _json.CodeSigningConfigRequest, _json.CodeSigningConfigResponse, static (s, r) => s.GetCodeSigningConfig(r)),
        Operation.Of("DeleteCodeSigningConfig", "DELETE", Config, 204, _json.CodeSigningConfigRequest, static (s, r) => s.DeleteCodeSigningConfig(r)),
        Operation.Of("ListCodeSigningConfigs", "GET", Configs, 200, _json.ListCodeSigningConfigsRequest, _json.ListCodeSigningConfigsResponse, static (s, r) => s.ListCodeSigningConfigs(r)) with { Query = ["Marker", "MaxItems"] },
        Operation.Of("ListFunctionsByCodeSigningConfig", "GET", Config + "/functions", 200, _json.ListFunctionsByCodeSigningConfigRequest, _json.ListFunctionsByCodeSigningConfigResponse, static (s, r) => s.ListFunctionsByCodeSigningConfig(r)) with { Query = ["Marker", "MaxItems"] },
        Operation.Of("PutFunctionCodeSigningConfig", "PUT", OfFunction, 200, _json.PutFunctionCodeSigningConfigRequest, _json.FunctionCodeSigningConfigResponse, static (s, r) => s.PutFunctionCodeSigningConfig(r)),
        Operation.Of("GetFunctionCodeSigningConfig", "GET", OfFunction, 200, _json.FunctionCodeSigningConfigRequest, _json.FunctionCodeSigningConfigResponse, static (s, r) => s.GetFunctionCodeSigningConfig(r)),
        Operation.Of("DeleteFunctionCodeSigningConfig", "DELETE", OfFunction, 204, _json.FunctionCodeSigningConfigRequest, static (s, r) => s.DeleteFunctionCodeSigningConfig(r)),
    ];
}

/// <summary>Requests and responses of code signing as JSON.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(CreateCodeSigningConfigRequest))]
[JsonSerializable(typeof(UpdateCodeSigningConfigRequest))]
[JsonSerializable(typeof(CodeSigningConfigRequest))]
[JsonSerializable(typeof(CodeSigningConfigResponse))]
[JsonSerializable(typeof(ListCodeSigningConfigsRequest))]
[JsonSerializable(typeof(ListCodeSigningConfigsResponse))]
[JsonSerializable(typeof(ListFunctionsByCodeSigningConfigRequest))]
[JsonSerializable(typeof(ListFunctionsByCodeSigningConfigResponse))]
[JsonSerializable(typeof(PutFunctionCodeSigningConfigRequest))]
[JsonSerializable(typeof(FunctionCodeSigningConfigRequest))]
[JsonSerializable(typeof(FunctionCodeSigningConfigResponse))]
internal sealed partial class CodeSigningJson : JsonSerializerContext;
