using System.Net;
using LambdaSim.Randomness;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Web;

/// <summary>The hosts outside AWS that a test stands in for, by name.</summary>
public sealed class WebHosts
{
    private readonly SortedDictionary<string, WebHost> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedDictionary<string, int> _requests = new(StringComparer.OrdinalIgnoreCase);
    private readonly ulong _seed;
    private readonly TimeProvider _time;

    internal WebHosts(ulong seed, TimeProvider time) => (_seed, _time) = (seed, time);

    /// <summary>Answers requests to a host; a later call for the same host takes its place.</summary>
    /// <param name="host">Its name, as in addresses, with a port where it is not the scheme's own.</param>
    /// <param name="answer">What it answers.</param>
    /// <param name="configure">Latency and failures.</param>
    /// <exception cref="ArgumentException">It is the name of an AWS endpoint, or no name.</exception>
    /// <example>
    /// <code>
    /// simulation.Http.On("api.stripe.com", _ =&gt; new HttpResponseMessage(HttpStatusCode.Created), h =&gt; h with { Latency = 80.Milliseconds });
    /// </code>
    /// </example>
    public void On(string host, Func<HttpRequestMessage, HttpResponseMessage> answer, Func<WebHost, WebHost>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        On(host, (request, _) => Task.FromResult(answer(request)), configure);
    }

    /// <inheritdoc cref="On(string, Func{HttpRequestMessage, HttpResponseMessage}, Func{WebHost, WebHost})"/>
    public void On(string host, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer, Func<WebHost, WebHost>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(host);
        ArgumentNullException.ThrowIfNull(answer);
        if (!Uri.TryCreate($"https://{host}/", UriKind.Absolute, out var address) || address.PathAndQuery != "/" || address.UserInfo.Length > 0)
        {
            throw new ArgumentException($"'{host}' is no host; write what stands between \"https://\" and the next \"/\" of its addresses", nameof(host));
        }

        if (AwsHost.IsAws(address.Host))
        {
            throw new ArgumentException($"'{host}' is an endpoint of AWS, which the simulation's own services answer for", nameof(host));
        }

        // As addresses have it: without the scheme's own port.
        var made = new WebHost(address.Authority, answer);
        _hosts[made.Name] = (configure?.Invoke(made) ?? made).Checked();
    }

    /// <summary>Requests that a host got so far.</summary>
    public int RequestsOf(string host) => _requests.GetValueOrDefault(host);

    internal IEnumerable<WebHost> All => _hosts.Values;

    internal void Take(WebHost host) => _hosts[host.Name] = host;

    /// <summary>Null: nobody stands in for it.</summary>
    internal WebHost? Find(Uri address) => _hosts.GetValueOrDefault(address.Authority);

    internal async Task<HttpResponseMessage> Answer(WebHost host, HttpRequestMessage request, CancellationToken cancellation)
    {
        var ordinal = _requests[host.Name] = _requests.GetValueOrDefault(host.Name) + 1;
        var fails = host.FailureRate > 0 && Draw.Share(Draw.Bits(_seed, Purpose.WebFailure, StableHash.Of(host.Name), (ulong)ordinal)) < host.FailureRate;
        if (fails && host.Failure == WebFailure.Refused)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"Connection refused ({host.Name}), as its failure rate has it");
        }

        await Task.Delay(fails && host.Failure == WebFailure.Silent ? Timeout.InfiniteTimeSpan : host.Latency.ToDuration().ToTimeSpan(), _time, cancellation).ConfigureAwait(true);
        var answer = fails ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) : await host.Answer(request, cancellation).ConfigureAwait(true);
        answer.RequestMessage ??= request;
        return answer;
    }
}
