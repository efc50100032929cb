using System.Net;
using System.Net.Http.Headers;
using LambdaSim.Configuration;
using LambdaSim.Handlers.StandIns;

namespace LambdaSim.AspNetCore.Callbacks;

/// <summary>Callbacks over HTTP: to this machine only unless allowed, directly, once, and within limits.</summary>
internal sealed class HttpCallbacks : ICallbacks, IDisposable
{
    private readonly CallbackOptions _options;
    private readonly HttpClient _client;

    public HttpCallbacks(CallbackOptions options)
    {
        _options = options;
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = options.TimeLimit,
        })
        {
            Timeout = options.TimeLimit,
            MaxResponseContentBufferSize = options.MaxAnswer,
        };
    }

    public async Task<CallbackAnswer> Post(Uri url, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        if (!_options.AllowRemoteCallbacks && !IsLoopback(url))
        {
            return CallbackAnswer.Failed($"was not called: {url.Host} is not this machine's loopback address; name 127.0.0.1, [::1] or localhost, or allow it by AllowRemoteCallbacks");
        }

        using var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var response = await _client.PostAsync(url, content, cancellation).ConfigureAwait(false);
            return new CallbackAnswer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false), null);
        }
        catch (TaskCanceledException e) when (e.InnerException is TimeoutException)
        {
            return CallbackAnswer.Failed(Text.Invariant($"did not answer within {_options.TimeLimit.TotalSeconds} s of real time: answer at once, and say the time a call takes by \"durationMs\""));
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return CallbackAnswer.TooLarge;
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
        {
            return CallbackAnswer.Failed($"could not be reached ({e.Message}): start the program that answers there, or give the function another callback");
        }
        catch (HttpRequestException e)
        {
            return CallbackAnswer.Failed($"did not answer in HTTP ({e.Message}): look into the program that answers there");
        }
    }

    public void Dispose() => _client.Dispose();

    // Names that only DNS knows could lead elsewhere.
    private static bool IsLoopback(Uri url) =>
        url.DnsSafeHost.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(url.DnsSafeHost, out var address) && IPAddress.IsLoopback(address));
}
