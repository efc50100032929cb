using Amazon.Runtime;

namespace LambdaSim;

/// <summary>Gives the SDK one HTTP client, whose requests stay in the simulation; no timeout of it is real time's.</summary>
internal sealed class InProcessClientFactory(HttpMessageHandler handler) : HttpClientFactory
{
    private readonly HttpClient _client = new(handler) { Timeout = Timeout.InfiniteTimeSpan };

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
}
