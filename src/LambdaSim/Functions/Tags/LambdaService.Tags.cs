using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// What belongs together.
public sealed partial class LambdaService
{
    /// <summary>AWS's <c>TagResource</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public void TagResource(TagResourceRequest request) => Run(request, request?.Resource, _plane.TagResource);

    /// <summary>AWS's <c>UntagResource</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public void UntagResource(UntagResourceRequest request) => Run(request, request?.Resource, _plane.UntagResource);

    /// <summary>AWS's <c>ListTags</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public ListTagsResponse ListTags(ListTagsRequest request) => Run(request, request?.Resource, _plane.ListTags);
}
