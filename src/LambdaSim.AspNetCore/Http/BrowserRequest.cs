using Microsoft.AspNetCore.Http;

namespace LambdaSim.AspNetCore.Http;

/// <summary>What a browser says of a request that it sends for a page; pages cannot change it, and other clients do not send it.</summary>
internal static class BrowserRequest
{
    /// <summary>The page is of this very address.</summary>
    public const string SameOrigin = "same-origin";

    /// <summary>No page: a line that was typed, a bookmark, a link in a mail.</summary>
    public const string NoSite = "none";

    /// <summary>From where it was sent, in the words of <c>Sec-Fetch-Site</c>; null: nothing is said.</summary>
    public static string? SiteOf(HttpRequest request) => request.Headers.TryGetValue("Sec-Fetch-Site", out var site) ? site.ToString() : null;

    /// <summary>A link was followed: the browser leaves the page, which learns nothing of what is shown.</summary>
    public static bool IsVisit(HttpRequest request) => request.Headers["Sec-Fetch-Mode"].ToString() == "navigate" && request.Headers["Sec-Fetch-Dest"].ToString() == "document";

    /// <summary>By its name, a browser; PowerShell calls itself one.</summary>
    public static bool IsBrowser(HttpRequest request) => request.Headers.UserAgent.ToString() is var agent
        && agent.StartsWith("Mozilla/", StringComparison.OrdinalIgnoreCase) && !agent.Contains("PowerShell", StringComparison.OrdinalIgnoreCase);
}
