using Microsoft.AspNetCore.Http;

namespace LambdaSim.AspNetCore.Http;

/// <summary>A service beside Lambda that clients of Lambda need.</summary>
internal interface INeighbourService
{
    /// <summary>Its name in a signature's scope, such as <c>sqs</c>.</summary>
    string SigningName { get; }

    /// <summary>Answers a request of this service; false: it is none of its requests, and nothing was written.</summary>
    Task<bool> TryHandle(HttpContext context, RequestCaller caller);
}
