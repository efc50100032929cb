using LambdaSim.Configuration;
using LambdaSim.Randomness;
using NodaTime;

namespace LambdaSim.Resources;

/// <summary>
/// The trace header of a request, <c>Root=1-…;Parent=…;Sampled=0;Lineage=1:…</c> (rules ASY-TRACE and REC-LINEAGE): <c>X-Amzn-Trace-Id</c> over HTTP,
/// <c>AWSTraceHeader</c> of a message, <c>_X_AMZN_TRACE_ID</c> of an invocation. Immutable. Nobody records traces; what it carries is the lineage by which
/// loops are found.
/// </summary>
internal sealed class TraceHeader
{
    /// <summary>Its name over HTTP.</summary>
    public const string HttpName = "X-Amzn-Trace-Id";

    /// <summary>Its name in an invocation's environment.</summary>
    public const string VariableName = "_X_AMZN_TRACE_ID";

    private readonly TraceIds _ids;

    private TraceHeader(TraceIds ids, Lineage lineage) => (_ids, Lineage) = (ids, lineage);

    /// <summary>The functions that the chain of requests has reached.</summary>
    public Lineage Lineage { get; }

    /// <summary>Of a request that came without one: the same for all that becomes of it.</summary>
    /// <param name="seed">Of the run.</param>
    /// <param name="invocation">The request, by its number.</param>
    /// <param name="at">When it came.</param>
    public static TraceHeader Of(ulong seed, int invocation, Instant at) => new(new MadeTraceIds(seed, invocation, at), Lineage.None);

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

        return root is null ? null : new TraceHeader(new GivenTraceIds(root, parent, sampled), lineage);
    }

    /// <summary>Of messages that are handled together: the trace of the first that has one, and the lineage of all.</summary>
    public static TraceHeader? Of(IEnumerable<string?> messages) =>
        messages.Select(Parse).OfType<TraceHeader>().Aggregate(default(TraceHeader), static (all, next) => all is null ? next : new TraceHeader(all._ids, all.Lineage.Or(next.Lineage)));

    /// <summary>The chain reaches a function: what it sends from there.</summary>
    public TraceHeader Reach(uint function) => new(_ids, Lineage.Reach(function));

    /// <summary>For a service through which loops are not followed.</summary>
    public TraceHeader WithoutLineage => new(_ids, Lineage.None);

    public override string ToString() =>
        $"Root={_ids.Root}{Part("Parent", _ids.Parent)}{Part("Sampled", _ids.Sampled)}{(Lineage.IsEmpty ? "" : Part("Lineage", Lineage.ToString()))}";

    private static string Part(string name, string? value) => value is null ? "" : $";{name}={value}";
}

/// <summary>Whose trace it is.</summary>
internal abstract class TraceIds
{
    public abstract string Root { get; }

    /// <summary>Id of the segment that sent it; null: none.</summary>
    public abstract string? Parent { get; }

    /// <summary>What the sampling decision is; null: it was not given.</summary>
    public abstract string? Sampled { get; }
}

/// <summary>As somebody sent it.</summary>
internal sealed class GivenTraceIds(string root, string? parent, string? sampled) : TraceIds
{
    public override string Root => root;

    public override string? Parent => parent;

    public override string? Sampled => sampled;
}

/// <summary>Made when somebody reads it: for most calls nobody does.</summary>
internal sealed class MadeTraceIds(ulong seed, int invocation, Instant at) : TraceIds
{
    private ulong Stream => field != 0 ? field : field = StableHash.Of(Events.RequestId.Of(seed, invocation));

    public override string Root => field ??= Text.Invariant($"1-{at.ToUnixTimeSeconds():x8}-{Draw.At(Stream, 0) >> 32:x8}{Draw.At(Stream, 1):x16}");

    public override string? Parent => field ??= Text.Invariant($"{Draw.At(Stream, 2):x16}");

    public override string? Sampled => "0";
}
