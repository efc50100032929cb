using LambdaSim.Configuration;
using LambdaSim.Randomness;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours;

/// <summary>The trace header that Lambda's messages carry (rule ASY-TRACE): one trace for each event, sampled by nobody.</summary>
internal static class TraceHeader
{
    /// <summary>What messages call it.</summary>
    public const string Name = "AWSTraceHeader";

    /// <summary>What a delivery travels under; none: another service sends it, and got none itself.</summary>
    public static IReadOnlyDictionary<string, MessageAttribute> Of(Delivery delivery)
    {
        var header = new SortedDictionary<string, MessageAttribute>(StringComparer.Ordinal);
        if ((delivery.Trace ?? (delivery.Origin is null ? null : Made(delivery.RequestId, delivery.SentAt))) is { } trace)
        {
            header[Name] = new("String", trace);
        }

        return header.AsReadOnly();
    }

    /// <summary>What a message says of itself counts more than the request that sends it.</summary>
    public static IReadOnlyDictionary<string, MessageAttribute> With(IReadOnlyDictionary<string, MessageAttribute> attributes, string? trace) =>
        string.IsNullOrEmpty(trace) || attributes.ContainsKey(Name) ? attributes
            : new SortedDictionary<string, MessageAttribute>(attributes.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal) { [Name] = new("String", trace) }.AsReadOnly();

    private static string Made(string requestId, Instant now)
    {
        var stream = StableHash.Of(requestId);
        var seconds = now.ToUnixTimeSeconds();
        return Text.Invariant($"Root=1-{seconds:x8}-{Draw.At(stream, 0) >> 32:x8}{Draw.At(stream, 1):x16};Parent={Draw.At(stream, 2):x16};Sampled=0");
    }
}
