using System.Runtime.CompilerServices;

namespace LambdaSim.Woven.Network;

/// <summary>A client waits for its answer on virtual time, and what answers is the environment's network.</summary>
[Redirects(typeof(HttpClient))]
[Hidden]
public static class HttpClientShims
{
    private static readonly ConditionalWeakTable<HttpClient, TimedHandler> _timed = [];

    [Constructor]
    public static HttpClient New() => Make(new HttpClientHandler(), disposes: true);

    [Constructor]
    public static HttpClient New(HttpMessageHandler handler) => Make(handler, disposes: true);

    [Constructor]
    public static HttpClient New(HttpMessageHandler handler, bool disposeHandler) => Make(handler, disposeHandler);

    [InstanceMember]
    public static TimeSpan get_Timeout(HttpClient self) => _timed.TryGetValue(self, out var timed) ? timed.Limit : self.Timeout;

    [InstanceMember]
    public static void set_Timeout(HttpClient self, TimeSpan value)
    {
        if (!_timed.TryGetValue(self, out var timed))
        {
            self.Timeout = value;
            return;
        }

        // The client checks it.
        self.Timeout = value;
        self.Timeout = Timeout.InfiniteTimeSpan;
        timed.Limit = value;
    }

    private static HttpClient Make(HttpMessageHandler handler, bool disposes)
    {
        if (WovenEnvironment.OfProcess is null)
        {
            return new HttpClient(handler, disposes);
        }

        var timed = new TimedHandler(OutermostNetwork.Replace(handler), disposes);
        var client = new HttpClient(timed, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        _timed.Add(client, timed);
        return client;
    }
}
