using LambdaSim.Randomness;
using LambdaSim.Resources;
using NodaTime.Text;

namespace LambdaSim.Async;

/// <summary>What a record is for the service that takes it (rules ASY-RECORD-BUS and ASY-RECORD-BUCKET); a queue, a topic and a function take it as it is.</summary>
internal static class RecordForm
{
    private const string Source = "lambda";

    private static readonly InstantPattern _day = InstantPattern.CreateWithInvariantCulture("uuuu'/'MM'/'dd");
    private static readonly InstantPattern _second = InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH'.'mm'.'ss");

    /// <param name="record">The record as a delivery.</param>
    /// <param name="sink">What takes it.</param>
    /// <param name="settled">What it is about.</param>
    /// <param name="function">ARN of the function, with its qualifier.</param>
    /// <param name="seed">Seed of the run.</param>
    public static Delivery Of(Delivery record, ISink sink, SettledInvocation settled, string function, ulong seed) => sink.Arn.Service switch
    {
        Arn.Events => record with
        {
            Event = new DeliveredEvent(Source, $"Lambda Function Invocation Result - {(settled.Cause is null ? "Success" : "Failure")}", [sink.Arn.ToString(), function]),
        },
        Arn.S3 => record with { Key = KeyOf(record, settled, seed) },
        _ => record,
    };

    private static string KeyOf(Delivery record, SettledInvocation settled, ulong seed) =>
        $"aws/lambda/async/{settled.Function.Name}/{_day.Format(record.SentAt)}/{_second.Format(record.SentAt)}-{DeterministicGuid.At(Draw.Stream(seed, Purpose.DestinationKey, StableHash.Of(settled.Function.DisplayName)), (ulong)settled.Invocation):D}";
}
