using System.Text;
using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Neighbours.Buses;

/// <summary>An event as PutEvents is given it.</summary>
internal sealed record PutEntry
{
    private const int MostOfType = 128;
    private const int BytesOfTime = 14;

    public Instant? Time { get; init; }

    public string? Source { get; init; }

    public IReadOnlyList<string>? Resources { get; init; }

    public string? DetailType { get; init; }

    public string? Detail { get; init; }

    /// <summary>Name or ARN; null: the default bus.</summary>
    public string? Bus { get; init; }

    public string? TraceHeader { get; init; }

    /// <summary>Bytes that count (rule EVB-PUT-SIZE).</summary>
    public long Size => (Time is null ? 0 : BytesOfTime) + Bytes(Source) + Bytes(DetailType) + Bytes(Detail) + (Resources ?? []).Sum(Bytes);

    /// <summary>Why it is not accepted; null: it is (rule EVB-PUT).</summary>
    public PutResult? Fault()
    {
        foreach (var (name, value) in new[] { ("Source", Source), ("DetailType", DetailType), ("Detail", Detail) })
        {
            if (string.IsNullOrEmpty(value))
            {
                return Invalid($"Parameter {name} is not valid. Reason: {name} is a required argument.");
            }
        }

        return Source!.StartsWith("aws.", StringComparison.OrdinalIgnoreCase) ? new PutResult(null, "NotAuthorizedForSourceException", "Not authorized for the source.")
            : DetailType!.Length > MostOfType ? Invalid(Text.Invariant($"Parameter DetailType is not valid. Reason: DetailType must have length less than or equal to {MostOfType}."))
            : BusEvent.Compact(Detail!) is null ? new PutResult(null, "MalformedDetail", "Detail is malformed.")
            : null;
    }

    /// <summary>As AWS shows a request in which something is wrong.</summary>
    public override string ToString() =>
        $"PutEventsRequestEntry(time={Shown(Time is { } time ? BusEvent.Seconds(time) : null)}, source={Shown(Source)}, resources={(Resources is null ? "null" : $"[{string.Join(", ", Resources)}]")}, "
        + $"detailType={Shown(DetailType)}, detail={Shown(Detail)}, eventBusName={Shown(Bus)}, traceHeader={Shown(TraceHeader)}, kmsKeyIdentifier=null, internalMetadata=null)";

    private static string Shown(string? value) => value ?? "null";

    private static long Bytes(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);

    private static PutResult Invalid(string message) => new(null, "InvalidArgument", message);
}

/// <summary>What became of an entry.</summary>
/// <param name="Id">The event's; null: it was not accepted.</param>
/// <param name="ErrorCode">Why not.</param>
/// <param name="ErrorMessage">Why not.</param>
internal sealed record PutResult(string? Id, string? ErrorCode = null, string? ErrorMessage = null);
