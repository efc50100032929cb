using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// Layers.
public sealed partial class LambdaService
{
    /// <summary>A new version; of a new layer when there is none of the name.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public LayerVersionResponse PublishLayerVersion(PublishLayerVersionRequest request) => Run(request, request?.LayerName, _plane.PublishLayerVersion);

    /// <summary>A version by name and number.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public LayerVersionResponse GetLayerVersion(LayerVersionRequest request) => Run(request, request?.LayerName, _plane.GetLayerVersion);

    /// <summary>A version by ARN.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public LayerVersionResponse GetLayerVersionByArn(GetLayerVersionByArnRequest request) => Run(request, request?.Arn, _plane.GetLayerVersionByArn);

    /// <summary>The layers by name, each with its newest version that suits.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public ListLayersResponse ListLayers(ListLayersRequest request) => Run(request, null, _plane.ListLayers);

    /// <summary>The versions of a layer, newest first; none of a layer that does not exist.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public ListLayerVersionsResponse ListLayerVersions(ListLayerVersionsRequest request) => Run(request, request?.LayerName, _plane.ListLayerVersions);

    /// <summary>Deletes a version, if there is one. Functions that use it keep it.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public void DeleteLayerVersion(LayerVersionRequest request) => Run(request, request?.LayerName, _plane.DeleteLayerVersion);

    /// <summary>Adds a statement to a version's policy.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public AddLayerVersionPermissionResponse AddLayerVersionPermission(AddLayerVersionPermissionRequest request) => Run(request, request?.LayerName, _plane.AddLayerVersionPermission);

    /// <summary>A version's policy.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public GetLayerVersionPolicyResponse GetLayerVersionPolicy(LayerVersionRequest request) => Run(request, request?.LayerName, _plane.GetLayerVersionPolicy);

    /// <summary>Removes a statement; with the last one the policy goes.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public void RemoveLayerVersionPermission(RemoveLayerVersionPermissionRequest request) => Run(request, request?.LayerName, _plane.RemoveLayerVersionPermission);
}
