using System.Text.Json.Serialization;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

/// <summary>Create, update, get, list, delete aliases.</summary>
internal static class AliasOperations
{
    private const string Path = "/2015-03-31/functions/{FunctionName}/aliases";
    private const string One = $"{Path}/{{Name}}";

    public static IReadOnlyList<Operation> All { get; } =
    [
        Operation.Of("CreateAlias", "POST", Path, 201, AliasJson.Default.CreateAliasRequest, AliasJson.Default.AliasConfiguration, static (s, r) => s.CreateAlias(r)),
        Operation.Of("UpdateAlias", "PUT", One, 200, AliasJson.Default.UpdateAliasRequest, AliasJson.Default.AliasConfiguration, static (s, r) => s.UpdateAlias(r)),
        Operation.Of("GetAlias", "GET", One, 200, AliasJson.Default.GetAliasRequest, AliasJson.Default.AliasConfiguration, static (s, r) => s.GetAlias(r)),
        Operation.Of("DeleteAlias", "DELETE", One, 204, AliasJson.Default.DeleteAliasRequest, static (s, r) => s.DeleteAlias(r)),
        Operation.Of("ListAliases", "GET", Path, 200, AliasJson.Default.ListAliasesRequest, AliasJson.Default.ListAliasesResponse, static (s, r) => s.ListAliases(r)) with { Query = ["FunctionVersion", "Marker", "MaxItems"] },
    ];
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(CreateAliasRequest))]
[JsonSerializable(typeof(UpdateAliasRequest))]
[JsonSerializable(typeof(GetAliasRequest))]
[JsonSerializable(typeof(DeleteAliasRequest))]
[JsonSerializable(typeof(ListAliasesRequest))]
[JsonSerializable(typeof(AliasConfiguration))]
[JsonSerializable(typeof(ListAliasesResponse))]
internal sealed partial class AliasJson : JsonSerializerContext;
