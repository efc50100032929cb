using System.Text;
using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Buses;

// What comes in.
internal sealed partial class BusService
{
    private const int MostEntries = 10;

    // In the log, buses that do not exist and were sent to.
    private readonly Dictionary<string, int> _missing = new(StringComparer.Ordinal);

    // What an event must have to be tested.
    private static readonly string[] _parts = ["id", "account", "source", "time", "region", "detail-type"];

    /// <summary>PutEvents: each entry is accepted or not (rule EVB-PUT). An event for a bus that does not exist is accepted and gone.</summary>
    public IReadOnlyList<PutResult> Put(IReadOnlyList<PutEntry> entries, Sender by)
    {
        new Constraints().Count("entries", () => $"[{string.Join(", ", entries)}]", entries.Count, 1, MostEntries).Check();
        if (entries.Sum(static e => e.Size) > Host.MaxMessageBytes)
        {
            throw BusServiceException.Validation("Total size of the entries in the request is over the limit.");
        }

        // Nothing is accepted of a request with a bus that cannot be.
        var buses = entries.Select(e => Known(e.Bus)).ToList();
        return [.. entries.Zip(buses, (e, bus) => e.Fault() ?? Accept(e, bus, by))];
    }

    /// <summary>TestEventPattern (rule EVB-TEST).</summary>
    public static bool Test(string? pattern, string? document)
    {
        new Constraints().Required("eventPattern", pattern).Length("eventPattern", pattern, 0, 4_096).Required("event", document).Check();
        var read = Parse(pattern!);
        var utf8 = Encoding.UTF8.GetBytes(document!);
        if (JsonText.ProblemOf(utf8) is not null)
        {
            throw BusServiceException.Validation("Parameter Event is not valid.");
        }

        using var json = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = JsonText.MaxDepth });
        return json.RootElement.ValueKind == JsonValueKind.Object && _parts.All(p => json.RootElement.TryGetProperty(p, out _))
            ? read.Matches(utf8)
            : throw BusServiceException.Validation("Parameter Event is not valid.");
    }

    private PutResult Accept(PutEntry entry, Bus? to, Sender by)
    {
        var e = new BusEvent
        {
            Id = NextId(),
            Source = entry.Source!,
            DetailType = entry.DetailType!,
            Detail = BusEvent.Compact(entry.Detail!)!,
            Time = entry.Time ?? Host.Now,
            IngestedAt = Host.Now,
            Account = Account,
            Region = Region,
            Resources = entry.Resources ?? [],
        };
        if (to is { } bus)
        {
            bus.Accept(e, entry.TraceHeader is { Length: > 0 } trace ? by with { Trace = trace } : by);
        }
        else
        {
            Note($"event bus {entry.Bus} does not exist: events for it are accepted and lost");
            Courier.Unwanted(IndexOfMissing(entry.Bus!), e.Json.Length, by, HandoverCause.NoTarget);
        }

        return new PutResult(e.Id);
    }

    private int IndexOfMissing(string bus)
    {
        if (Host.Log is not { } log)
        {
            return SimEvent.None;
        }

        if (!_missing.TryGetValue(bus, out var index))
        {
            var arn = Arn.TryParse(bus, out var named) ? named : new Arn("aws", Arn.Events, Region, Account, $"event-bus/{bus}");
            _missing.Add(bus, index = log.Announce(ResourceKind.Bus, arn.Resource["event-bus/".Length..], arn.ToString(), []));
        }

        return index;
    }

    private Bus? Known(string? name)
    {
        try
        {
            return Meant(name);
        }
        catch (BusServiceException e) when (e.ErrorCode == "ResourceNotFoundException")
        {
            return null;
        }
    }
}
