using System.Text.Json.Serialization;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

/// <summary>Reserved and provisioned concurrency.</summary>
internal static class ConcurrencyOperations
{
    private const string Change = "/2017-10-31/functions/{FunctionName}/concurrency";
    private const string Provisioned = "/2019-09-30/functions/{FunctionName}/provisioned-concurrency";

    private static readonly string[] _qualifier = ["Qualifier"];

    public static IReadOnlyList<Operation> All { get; } =
    [
        Operation.Of("PutFunctionConcurrency", "PUT", Change, 200, ConcurrencyJson.Default.PutFunctionConcurrencyRequest, ConcurrencyJson.Default.Concurrency, static (s, r) => s.PutFunctionConcurrency(r)),
        Operation.Of("GetFunctionConcurrency", "GET", "/2019-09-30/functions/{FunctionName}/concurrency", 200, ConcurrencyJson.Default.GetFunctionConcurrencyRequest, ConcurrencyJson.Default.Concurrency,
            static (s, r) => s.GetFunctionConcurrency(r)),
        Operation.Of("DeleteFunctionConcurrency", "DELETE", Change, 204, ConcurrencyJson.Default.DeleteFunctionConcurrencyRequest, static (s, r) => s.DeleteFunctionConcurrency(r)),
        Operation.Of("PutProvisionedConcurrencyConfig", "PUT", Provisioned, 202, ConcurrencyJson.Default.PutProvisionedConcurrencyConfigRequest, ConcurrencyJson.Default.ProvisionedConcurrencyConfig,
            static (s, r) => s.PutProvisionedConcurrencyConfig(r)) with { Query = _qualifier },
        Operation.Of("GetProvisionedConcurrencyConfig", "GET", Provisioned, 200, ConcurrencyJson.Default.GetProvisionedConcurrencyConfigRequest, ConcurrencyJson.Default.ProvisionedConcurrencyConfig,
            static (s, r) => s.GetProvisionedConcurrencyConfig(r)) with { Query = _qualifier },
        Operation.Of("DeleteProvisionedConcurrencyConfig", "DELETE", Provisioned, 204, ConcurrencyJson.Default.DeleteProvisionedConcurrencyConfigRequest,
            static (s, r) => s.DeleteProvisionedConcurrencyConfig(r)) with { Query = _qualifier },
        Operation.Of("ListProvisionedConcurrencyConfigs", "GET", $"{Provisioned}?List=ALL", 200, ConcurrencyJson.Default.ListProvisionedConcurrencyConfigsRequest,
            ConcurrencyJson.Default.ListProvisionedConcurrencyConfigsResponse, static (s, r) => s.ListProvisionedConcurrencyConfigs(r)) with { Query = ["Marker", "MaxItems"] },
    ];
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(PutFunctionConcurrencyRequest))]
[JsonSerializable(typeof(GetFunctionConcurrencyRequest))]
[JsonSerializable(typeof(DeleteFunctionConcurrencyRequest))]
[JsonSerializable(typeof(Concurrency))]
[JsonSerializable(typeof(PutProvisionedConcurrencyConfigRequest))]
[JsonSerializable(typeof(GetProvisionedConcurrencyConfigRequest))]
[JsonSerializable(typeof(DeleteProvisionedConcurrencyConfigRequest))]
[JsonSerializable(typeof(ListProvisionedConcurrencyConfigsRequest))]
[JsonSerializable(typeof(ListProvisionedConcurrencyConfigsResponse))]
[JsonSerializable(typeof(ProvisionedConcurrencyConfig))]
internal sealed partial class ConcurrencyJson : JsonSerializerContext;
