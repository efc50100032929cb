namespace LambdaSim.Woven.Network;

/// <summary>A client's timeout, on virtual time.</summary>
[Hidden]
internal sealed class TimedHandler(HttpMessageHandler inner, bool disposes) : DelegatingHandler(inner)
{
    public TimeSpan Limit { get; set; } = TimeSpan.FromSeconds(100);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Limit == Timeout.InfiniteTimeSpan)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        using var timer = new CancellationTokenSource(Limit, Ambient.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            var response = await base.SendAsync(request, either.Token).ConfigureAwait(false);
            await response.Content.LoadIntoBufferAsync(either.Token).ConfigureAwait(false);
            return response;
        }
        catch (OperationCanceledException e) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TaskCanceledException(
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The request was canceled due to the configured HttpClient.Timeout of {Limit.TotalSeconds} seconds elapsing."),
                new TimeoutException(e.Message, e),
                either.Token);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposes)
        {
            base.Dispose(disposing);
        }
    }
}
