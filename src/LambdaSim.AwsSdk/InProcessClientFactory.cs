using Amazon.Runtime;

namespace LambdaSim;

/// <summary>Gives the SDK HTTP clients whose requests stay in the simulation; no timeout of theirs is real time's.</summary>
internal sealed class InProcessClientFactory(HttpMessageHandler handler) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
}
