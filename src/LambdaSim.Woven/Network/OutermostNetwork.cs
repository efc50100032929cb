namespace LambdaSim.Woven.Network;

/// <summary>The last handler of a chain, which would open a socket, gives way to the environment's network.</summary>
[Hidden]
internal static class OutermostNetwork
{
    public static HttpMessageHandler Replace(HttpMessageHandler handler)
    {
        if (WovenEnvironment.OfProcess?.Network is null)
        {
            return handler;
        }

        if (handler is HttpClientHandler or SocketsHttpHandler)
        {
            return new Door();
        }

        // Handlers in front of it are the user's own and stay.
        for (var next = handler as DelegatingHandler; next is not null; next = next.InnerHandler as DelegatingHandler)
        {
            if (next.InnerHandler is HttpClientHandler or SocketsHttpHandler)
            {
                next.InnerHandler = new Door();
            }
        }

        return handler;
    }

    // A client may outlive the call that made it, and serve another environment from a static outside woven code.
    [Hidden]
    private sealed class Door : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            new HttpMessageInvoker(WovenEnvironment.OfProcess?.Network ?? throw new InvalidOperationException($"no environment runs this code, which asks {request.RequestUri}"), disposeHandler: false)
                .SendAsync(request, cancellationToken);
    }
}
