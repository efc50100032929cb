using Microsoft.AspNetCore.Http;

namespace LambdaSim.AspNetCore;

/// <summary>The simulator's own paths beside the services', such as <c>/_lambdasim/now</c>.</summary>
internal interface IControlRoutes
{
    /// <summary>Answers the request; false: it is for a service, and nothing was read or written.</summary>
    Task<bool> TryHandle(HttpContext context);
}
