using LambdaSim.Configuration;
using LambdaSim.Randomness;
using NodaTime;

namespace LambdaSim.Resources;

/// <summary>
/// The trace header of a request, <c>Root=1-…;Parent=…;Sampled=0;Lineage=1:…</c> (rules ASY-TRACE and REC-LINEAGE): <c>X-Amzn-Trace-Id</c> over HTTP,
/// <c>AWSTraceHeader</c> of a message, <c>_X_AMZN_TRACE_ID</c> of an invocation. Immutable. Nobody records traces; what it carries is the lineage by which
/// loops are found.
/// </summary>
/// <param name="Root">Id of the trace.</param>
/// <param name="Parent">Id of the segment that sent it; null: none.</param>
/// <param name="Sampled">What the sampling decision is, as it was given; null: it was not.</param>
/// <param name="Lineage">The functions that the chain of requests has reached.</param>
internal sealed record TraceHeader(string Root, string? Parent, string? Sampled, Lineage Lineage)
{
    /// <summary>Its name over HTTP.</summary>
    public const string HttpName = "X-Amzn-Trace-Id";

    /// <summary>Its name as a system attribute of a message.</summary>
    public const string MessageName = "AWSTraceHeader";

    /// <summary>Its name in an invocation's environment.</summary>
    public const string VariableName = "_X_AMZN_TRACE_ID";

    /// <summary>Of a request that came without one: the same for all that becomes of it.</summary>
    /// <param name="requestId">Of the request.</param>
    /// <param name="at">When it came.</param>
    public static TraceHeader Of(string requestId, Instant at)
    {
        var stream = StableHash.Of(requestId);
        return new TraceHeader(
            Text.Invariant($"1-{at.ToUnixTimeSeconds():x8}-{Draw.At(stream, 0) >> 32:x8}{Draw.At(stream, 1):x16}"), Text.Invariant($"{Draw.At(stream, 2):x16}"), "0", Lineage.None);
    }

    /// <summary>Reads a header; null: it has no root, so it is none.</summary>
    public static TraceHeader? Parse(string? text)
    {
        string? root = null, parent = null, sampled = null;
        var lineage = Lineage.None;
        foreach (var part in (text ?? "").Split(';'))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var value = part[(equals + 1)..].Trim();
            switch (equals < 0 ? "" : part[..equals].Trim())
            {
                case "Root":
                    root = value;
                    break;
                case "Parent":
                    parent = value;
                    break;
                case "Sampled":
                    sampled = value;
                    break;
                case "Lineage":
                    lineage = Lineage.Parse(value);
                    break;
            }
        }

        return root is null ? null : new TraceHeader(root, parent, sampled, lineage);
    }

    /// <summary>Of messages that are handled together: the trace of the first that has one, and the lineage of all.</summary>
    public static TraceHeader? Of(IEnumerable<string?> messages) =>
        messages.Select(Parse).OfType<TraceHeader>().Aggregate(default(TraceHeader), static (all, next) => all is null ? next : all with { Lineage = all.Lineage.Or(next.Lineage) });

    /// <summary>The chain reaches a function: what it sends from there.</summary>
    public TraceHeader Reach(uint function) => this with { Lineage = Lineage.Reach(function) };

    public override string ToString() =>
        $"Root={Root}{Part("Parent", Parent)}{Part("Sampled", Sampled)}{(Lineage.IsEmpty ? "" : Part("Lineage", Lineage.ToString()))}";

    private static string Part(string name, string? value) => value is null ? "" : $";{name}={value}";
}
