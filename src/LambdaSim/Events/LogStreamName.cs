using LambdaSim.Configuration;
using LambdaSim.Randomness;
using NodaTime;

namespace LambdaSim.Events;

/// <summary>The name of an environment's CloudWatch log stream (rule ENV-LOGSTREAM): a function of the seed, as AWS's digits are random.</summary>
internal static class LogStreamName
{
    /// <param name="seed">The run's seed.</param>
    /// <param name="environment">Number of the environment.</param>
    /// <param name="version">Version of its function, <c>$LATEST</c> or a number.</param>
    /// <param name="created">When it was created.</param>
    public static string Of(ulong seed, int environment, string version, Instant created)
    {
        var stream = Draw.Stream(seed, Purpose.LogStream, entity: 0);
        var ordinal = (ulong)(uint)environment * 2;
        var day = created.InUtc().Date;
        return Text.Invariant($"{day.Year:0000}/{day.Month:00}/{day.Day:00}/[{version}]{Draw.At(stream, ordinal):x16}{Draw.At(stream, ordinal + 1):x16}");
    }
}
