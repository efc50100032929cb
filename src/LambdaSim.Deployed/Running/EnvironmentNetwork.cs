using System.Net.Sockets;
using LambdaSim.Resources;

namespace LambdaSim.Deployed.Running;

/// <summary>What a function reaches over the network: AWS's endpoints, hosts that the test stands in for, and the internet if it has a way out.</summary>
/// <param name="inner">Answers.</param>
/// <param name="reachesInternet">Its VPC has a way out, or it is in none.</param>
/// <param name="time">The simulation's.</param>
internal sealed class EnvironmentNetwork(HttpMessageHandler inner, bool reachesInternet, TimeProvider time) : DelegatingHandler(inner)
{
    private const int Smtp = 25;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { IsAbsoluteUri: true } address)
        {
            // No instance is below: AWS's SDKs ask one for credentials where the environment has none.
            if (address.IdnHost is "169.254.169.254" or "169.254.170.2" or "fd00:ec2::254")
            {
                throw new HttpRequestException(HttpRequestError.ConnectionError, $"Connection refused ({address.Authority})", new SocketException((int)SocketError.ConnectionRefused));
            }

            if (address.Port == Smtp || (!reachesInternet && !AwsHost.IsAws(address.Host)))
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(true);
            }
        }

        return await base.SendAsync(request, cancellationToken).ConfigureAwait(true);
    }
}
