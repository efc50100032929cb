using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace LambdaSim.AspNetCore.RuntimeApi;

/// <summary>What a connection tells of the process behind it: when it closes, the process may be gone.</summary>
internal static class RuntimeConnection
{
    private static readonly object _saysNothing = new();
    private static readonly string[] _closingClients = ["curl/", "Wget/", "Python-urllib/"];

    /// <summary>Name of a request's connection; notes clients that close it after each request.</summary>
    public static string Of(HttpContext context)
    {
        var agent = context.Request.Headers.UserAgent.ToString();
        if (context.Request.Headers.Connection.ToString().Contains("close", StringComparison.OrdinalIgnoreCase) || !HttpProtocol.IsHttp11(context.Request.Protocol)
            || Array.Exists(_closingClients, c => agent.StartsWith(c, StringComparison.OrdinalIgnoreCase)))
        {
            context.Features.Get<IConnectionItemsFeature>()!.Items[_saysNothing] = true;
        }

        return context.Connection.Id;
    }

    /// <summary>Its client closes connections as it likes.</summary>
    public static bool SaysNothing(ConnectionContext connection) => connection.Items.ContainsKey(_saysNothing);
}
