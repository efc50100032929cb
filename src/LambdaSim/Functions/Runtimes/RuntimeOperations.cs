using System.Text.Json.Serialization;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

/// <summary>Recursive loops and runtime management.</summary>
internal static class RuntimeOperations
{
    private const string Recursion = "/2024-08-31/functions/{FunctionName}/recursion-config";
    private const string Management = "/2021-07-20/functions/{FunctionName}/runtime-management-config";

    public static IReadOnlyList<Operation> All { get; } =
    [
        Operation.Of("PutFunctionRecursionConfig", "PUT", Recursion, 200, RuntimeJson.Default.PutFunctionRecursionConfigRequest, RuntimeJson.Default.FunctionRecursionConfig, static (s, r) => s.PutFunctionRecursionConfig(r)),
        Operation.Of("GetFunctionRecursionConfig", "GET", Recursion, 200, RuntimeJson.Default.GetFunctionRecursionConfigRequest, RuntimeJson.Default.FunctionRecursionConfig, static (s, r) => s.GetFunctionRecursionConfig(r)),
        Operation.Of("PutRuntimeManagementConfig", "PUT", Management, 200, RuntimeJson.Default.PutRuntimeManagementConfigRequest, RuntimeJson.Default.RuntimeManagementConfig,
            static (s, r) => s.PutRuntimeManagementConfig(r)) with { Query = ["Qualifier"] },
        Operation.Of("GetRuntimeManagementConfig", "GET", Management, 200, RuntimeJson.Default.GetRuntimeManagementConfigRequest, RuntimeJson.Default.RuntimeManagementConfig,
            static (s, r) => s.GetRuntimeManagementConfig(r)) with { Query = ["Qualifier"] },
    ];
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(PutFunctionRecursionConfigRequest))]
[JsonSerializable(typeof(GetFunctionRecursionConfigRequest))]
[JsonSerializable(typeof(FunctionRecursionConfig))]
[JsonSerializable(typeof(PutRuntimeManagementConfigRequest))]
[JsonSerializable(typeof(GetRuntimeManagementConfigRequest))]
[JsonSerializable(typeof(RuntimeManagementConfig))]
internal sealed partial class RuntimeJson : JsonSerializerContext;
