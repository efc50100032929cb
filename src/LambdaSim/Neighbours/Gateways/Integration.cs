using LambdaSim.Randomness;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>The call of a function behind a front end: synchronous, never retried, waited for so long and no longer (rule APIGW-INTEGRATION).</summary>
internal static class Integration
{
    /// <summary>Calls a function.</summary>
    /// <param name="host">Clock and directory.</param>
    /// <param name="function">Its ARN.</param>
    /// <param name="payload">Its event.</param>
    /// <param name="limit">How long the front end waits.</param>
    /// <param name="by">Whose request it is.</param>
    /// <param name="principal">As resource policies name the front end.</param>
    /// <param name="ended">Told once.</param>
    public static void Call(INeighbourHost host, string function, ReadOnlyMemory<byte> payload, Duration limit, Sender by, string principal, Action<IntegrationEnd, ServiceAnswer?> ended)
    {
        if (host.Directory.Find(function) is not IFunctionTarget target)
        {
            ended(IntegrationEnd.Refused, null);
            return;
        }

        var isOver = false;
        var timer = host.Later(limit, () => End(IntegrationEnd.TimedOut, null), keepsAlive: false);
        target.Invoke(new ServiceRequest(payload, IsEvent: false, answer =>
        {
            timer.Dispose();
            End(answer.Status != 200 ? IntegrationEnd.Refused : answer.FunctionError is null ? IntegrationEnd.Returned : IntegrationEnd.Failed, answer);
        })
        {
            Principal = principal, Trace = by.Trace, Chain = by.Chain, From = by.Function,
        });

        void End(IntegrationEnd how, ServiceAnswer? answer)
        {
            if (!isOver)
            {
                isOver = true;
                ended(how, answer);
            }
        }
    }

    /// <summary>The request id of the n-th request of a front end.</summary>
    public static string RequestId(ulong seed, string front, int number) =>
        DeterministicGuid.At(Draw.Stream(seed, Purpose.FrontRequestId, StableHash.Of(front)), (ulong)number).ToString();
}
