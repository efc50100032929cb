using System.Text.Json.Serialization;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

/// <summary>Layers.</summary>
internal static class LayerOperations
{
    private const string Layer = "/2018-10-31/layers";
    private const string Versions = Layer + "/{LayerName}/versions";
    private const string Version = Versions + "/{VersionNumber}";

    private static readonly LayerJson _json = LayerJson.Default;

    public static IReadOnlyList<Operation> All { get; } =
    [
        Operation.Of("PublishLayerVersion", "POST", Versions, 201, _json.PublishLayerVersionRequest, _json.LayerVersionResponse, static (s, r) => s.PublishLayerVersion(r)),
        Operation.Of("GetLayerVersion", "GET", Version, 200, _json.LayerVersionRequest, _json.LayerVersionResponse, static (s, r) => s.GetLayerVersion(r)),
        Operation.Of("GetLayerVersionByArn", "GET", Layer + "?find=LayerVersion", 200, _json.GetLayerVersionByArnRequest, _json.LayerVersionResponse, static (s, r) => s.GetLayerVersionByArn(r)) with { Query = ["Arn"] },
        Operation.Of("ListLayers", "GET", Layer, 200, _json.ListLayersRequest, _json.ListLayersResponse, static (s, r) => s.ListLayers(r)) with { Query = ["CompatibleRuntime", "CompatibleArchitecture", "Marker", "MaxItems"] },
        Operation.Of("ListLayerVersions", "GET", Versions, 200, _json.ListLayerVersionsRequest, _json.ListLayerVersionsResponse, static (s, r) => s.ListLayerVersions(r)) with { Query = ["CompatibleRuntime", "CompatibleArchitecture", "Marker", "MaxItems"] },
        Operation.Of("DeleteLayerVersion", "DELETE", Version, 204, _json.LayerVersionRequest, static (s, r) => s.DeleteLayerVersion(r)),
        Operation.Of("AddLayerVersionPermission", "POST", Version + "/policy", 201, _json.AddLayerVersionPermissionRequest, _json.AddLayerVersionPermissionResponse, static (s, r) => s.AddLayerVersionPermission(r)) with { Query = ["RevisionId"] },
        Operation.Of("GetLayerVersionPolicy", "GET", Version + "/policy", 200, _json.LayerVersionRequest, _json.GetLayerVersionPolicyResponse, static (s, r) => s.GetLayerVersionPolicy(r)),
        Operation.Of("RemoveLayerVersionPermission", "DELETE", Version + "/policy/{StatementId}", 204, _json.RemoveLayerVersionPermissionRequest, static (s, r) => s.RemoveLayerVersionPermission(r)) with { Query = ["RevisionId"] },
    ];
}

/// <summary>Requests and responses of layers as JSON.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(PublishLayerVersionRequest))]
[JsonSerializable(typeof(LayerVersionRequest))]
[JsonSerializable(typeof(LayerVersionResponse))]
[JsonSerializable(typeof(GetLayerVersionByArnRequest))]
[JsonSerializable(typeof(ListLayersRequest))]
[JsonSerializable(typeof(ListLayersResponse))]
[JsonSerializable(typeof(ListLayerVersionsRequest))]
[JsonSerializable(typeof(ListLayerVersionsResponse))]
[JsonSerializable(typeof(AddLayerVersionPermissionRequest))]
[JsonSerializable(typeof(AddLayerVersionPermissionResponse))]
[JsonSerializable(typeof(RemoveLayerVersionPermissionRequest))]
[JsonSerializable(typeof(GetLayerVersionPolicyResponse))]
internal sealed partial class LayerJson : JsonSerializerContext;
