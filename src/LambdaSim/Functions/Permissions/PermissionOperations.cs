using System.Text.Json.Serialization;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

/// <summary>Add, remove, and get the policy.</summary>
internal static class PermissionOperations
{
    private const string Path = "/2015-03-31/functions/{FunctionName}/policy";

    public static IReadOnlyList<Operation> All { get; } =
    [
        Operation.Of("AddPermission", "POST", Path, 201, PermissionJson.Default.AddPermissionRequest, PermissionJson.Default.AddPermissionResponse, static (s, r) => s.AddPermission(r)) with { Query = ["Qualifier"] },
        Operation.Of("RemovePermission", "DELETE", $"{Path}/{{StatementId}}", 204, PermissionJson.Default.RemovePermissionRequest, static (s, r) => s.RemovePermission(r)) with { Query = ["Qualifier", "RevisionId"] },
        Operation.Of("GetPolicy", "GET", Path, 200, PermissionJson.Default.GetPolicyRequest, PermissionJson.Default.GetPolicyResponse, static (s, r) => s.GetPolicy(r)) with { Query = ["Qualifier"] },
    ];
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(AddPermissionRequest))]
[JsonSerializable(typeof(AddPermissionResponse))]
[JsonSerializable(typeof(RemovePermissionRequest))]
[JsonSerializable(typeof(GetPolicyRequest))]
[JsonSerializable(typeof(GetPolicyResponse))]
internal sealed partial class PermissionJson : JsonSerializerContext;
