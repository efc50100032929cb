using Microsoft.AspNetCore.Http;

namespace LambdaSim.AspNetCore;

/// <summary>
/// Another service at the same address, such as SQS. It is asked when a request's signature names it, and when an unsigned request speaks
/// one of the protocols that Lambda does not (rule HTTP-DISPATCH).
/// </summary>
/// <remarks>The request's body is in memory, within the limits, and at its beginning; who asks, as whom and where is the feature <see cref="Http.RequestCaller"/>.</remarks>
internal interface INeighbourService
{
    /// <summary>The service in a signature's scope, such as <c>sqs</c>.</summary>
    string SigningName { get; }

    /// <summary>Answers the request; false: it is not this service's, and nothing was written.</summary>
    Task<bool> TryHandle(HttpContext context);
}
