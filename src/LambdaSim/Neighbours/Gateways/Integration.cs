using LambdaSim.Configuration;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>How a front end's call of a function ended.</summary>
internal enum IntegrationEnd
{
    /// <summary>The handler returned.</summary>
    Returned,

    /// <summary>The handler failed: function error, timeout of the function, crash.</summary>
    Failed,

    /// <summary>Lambda refused the call: throttled, no such function.</summary>
    Refused,

    /// <summary>The front end waited no longer. The function goes on, and is billed.</summary>
    TimedOut,
}

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
    public static string RequestId(ulong seed, string front, int number)
    {
        var stream = Randomness.StableHash.Of(Text.Invariant($"{seed}/{front}"));
        var (a, b) = (Randomness.Draw.At(stream, (ulong)number * 2), Randomness.Draw.At(stream, ((ulong)number * 2) + 1));
        return Text.Invariant($"{a >> 32:x8}-{(a >> 16) & 0xffff:x4}-4{a & 0xfff:x3}-a{(b >> 48) & 0xfff:x3}-{b & 0xffff_ffff_ffff:x12}");
    }
}
