using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Events;
using NodaTime.Text;

namespace LambdaSim.Projections;

/// <summary>A summary as a JSON object. Times are milliseconds, exact to the nanosecond; the same run gives the same bytes.</summary>
public static class SummaryJson
{
    private const int SharesDecimals = 9;

    private static readonly (string Name, long Numerator, long Denominator)[] Percentiles =
        [("p50", 1, 2), ("p90", 9, 10), ("p95", 19, 20), ("p99", 99, 100), ("p999", 999, 1_000)];

    /// <summary>Writes the object as a value.</summary>
    public static void Write(Utf8JsonWriter json, RunSummary summary)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(summary);
        json.WriteStartObject();
        Identity(json, summary);
        Calls(json, summary);
        Latency(json, summary);
        Environments(json, summary);
        WriteBill(json, summary.Bill);
        List(json, "remarks", summary.Remarks);
        List(json, "unsimulated", summary.Unsimulated);
        List(json, "hints", summary.Hints);
        json.WriteEndObject();
    }

    private static void Identity(Utf8JsonWriter json, RunSummary summary)
    {
        List(json, "workloads", summary.Workloads);
        json.WriteNumber("skippedRows", summary.SkippedRows);
        json.WriteNumber("seed", summary.Seed);
        json.WriteString("fingerprint", summary.Fingerprint);
        json.WriteBoolean("partial", summary.End.Partial);
        json.WriteString("start", InstantPattern.ExtendedIso.Format(summary.Start));
        json.WriteNumber("endMs", Milliseconds(summary.End.Time));
        json.WriteNumber("lastArrivalMs", Milliseconds(summary.End.LastArrival));
        json.WriteNumber("functions", summary.Functions.Count);
    }

    private static void Calls(Utf8JsonWriter json, RunSummary summary)
    {
        var m = summary.Metrics;
        json.WriteNumber("arrivals", m.Arrivals);
        json.WriteNumber("invocations", m.Admitted);
        json.WriteStartObject("starts");
        json.WriteNumber("cold", m.Cold);
        json.WriteNumber("warm", m.Warm);
        json.WriteNumber("reinit", m.Reinit);
        json.WriteEndObject();
        json.WriteNumber("coldStartRate", Rounded(summary.ColdStartRate));
        json.WriteStartObject("provisioned");
        json.WriteNumber("invocations", m.ProvisionedInvocations);
        json.WriteNumber("spillover", m.SpilloverInvocations);
        json.WriteEndObject();
        json.WriteStartObject("throttles");
        json.WriteNumber("attempts", m.Throttles);
        json.WriteNumber("final", m.FinalThrottlesByCause.Sum());
        json.WriteNumber("rate", Rounded(summary.ThrottleRate));
        json.WriteStartObject("byCause");
        foreach (var cause in Enum.GetValues<ThrottleCause>().Where(c => c != ThrottleCause.None && (c != ThrottleCause.RuntimeProcesses || m.ThrottlesByCause[(int)c] > 0)))
        {
            json.WriteNumber(CamelCase(cause.ToString()), m.ThrottlesByCause[(int)cause]);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("outcomes");
        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            json.WriteNumber(CamelCase(outcome.ToString()), m.Outcomes[(int)outcome]);
        }

        json.WriteNumber("runningAtEnd", m.RunningAtEnd);
        json.WriteEndObject();
        json.WriteStartObject("asynchronous");
        json.WriteNumber("dispatched", m.Dispatched);
        json.WriteNumber("failedAttempts", m.FailedAttempts);
        json.WriteNumber("retries", m.Retries);
        json.WriteNumber("meanAgeMs", m.Dispatched == 0 ? 0 : Milliseconds((long)(m.AsyncAgeNs / m.Dispatched)));
        foreach (var cause in Enum.GetValues<DropCause>().Where(static c => c != DropCause.RecursiveInvocation))
        {
            json.WriteNumber(CamelCase(cause.ToString()), m.Drops[(int)cause]);
        }

        // Where nothing was lost, nothing is said.
        NotZero(json, "recursiveInvocationsDropped", m.RecursiveInvocationsDropped);
        NotZero(json, "systemErrors", m.SystemErrors);
        NotZero(json, "deadLetterErrors", m.DeadLetterErrors);
        NotZero(json, "destinationDeliveryFailures", m.DestinationDeliveryFailures);
        json.WriteNumber("queuedAtEnd", m.QueuedAtEnd);
        Deliveries(json, m);
        json.WriteEndObject();
        Queues(json, summary.Queues);
    }

    private static void Deliveries(Utf8JsonWriter json, Metrics metrics)
    {
        if (metrics.Deliveries.All(static count => count == 0))
        {
            return;
        }

        json.WriteStartObject("deliveries");
        foreach (var cause in Enum.GetValues<DeliveryCause>())
        {
            json.WriteNumber(CamelCase(cause.ToString()), metrics.Deliveries[(int)cause]);
        }

        json.WriteEndObject();
    }

    private static void Queues(Utf8JsonWriter json, IReadOnlyList<QueueAtEnd> queues)
    {
        if (queues.Count == 0)
        {
            return;
        }

        json.WriteStartArray("queues");
        foreach (var queue in queues)
        {
            json.WriteStartObject();
            json.WriteString("name", queue.Name);
            json.WriteNumber("messages", queue.Messages);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void NotZero(Utf8JsonWriter json, string name, long value)
    {
        if (value != 0)
        {
            json.WriteNumber(name, value);
        }
    }

    private static void Latency(Utf8JsonWriter json, RunSummary summary)
    {
        var m = summary.Metrics;
        json.WriteStartObject("latencyMs");
        json.WriteNumber("mean", Milliseconds((long)summary.MeanLatencyNs));
        foreach (var (name, numerator, denominator) in Percentiles)
        {
            json.WriteNumber(name, Milliseconds(m.Latency.Quantile(numerator, denominator) * 1_000));
        }

        json.WriteNumber("max", Milliseconds(m.MaxLatencyNs));
        json.WriteNumber("percentileRelativeError", (decimal)LatencyHistogram.RelativeError);
        json.WriteEndObject();
    }

    private static void Environments(Utf8JsonWriter json, RunSummary summary)
    {
        var m = summary.Metrics;
        var c = summary.Concurrency;
        json.WriteStartObject("environments");
        json.WriteNumber("created", m.EnvironmentsCreated);
        json.WriteNumber("ended", m.EnvironmentsEnded);
        json.WriteNumber("recycled", m.EnvironmentsRecycled);
        json.WriteNumber("peak", m.PeakEnvironments);
        json.WriteNumber("wastedWarmMs", Text.Shortest((decimal)summary.WastedWarmNs / 1_000_000m));
        json.WriteEndObject();
        json.WriteStartObject("concurrency");
        json.WriteNumber("limit", summary.ConcurrencyLimit);
        json.WriteNumber("meanRunning", Rounded(c.MeanRunning));
        json.WriteNumber("peakRunning", c.PeakRunning);
        json.WriteNumber("meanWarm", Rounded(c.MeanWarm));
        json.WriteNumber("peakProvisionedBusy", c.PeakProvisionedBusy);
        json.WriteNumber("peakClaimed", c.PeakClaimed);
        json.WriteEndObject();
    }

    private static void WriteBill(Utf8JsonWriter json, Bill bill)
    {
        json.WriteStartObject("bill");
        json.WriteString("currency", "USD");
        json.WriteString("region", bill.Prices.Region);
        json.WriteString("pricesOf", LocalDatePattern.Iso.Format(bill.Prices.Date));
        json.WriteNumber("requests", bill.Requests);
        json.WriteNumber("billedMs", bill.BilledMilliseconds);
        json.WriteNumber("gbSeconds", Text.Shortest(bill.GbSeconds));
        json.WriteStartArray("lines");
        foreach (var line in bill.Lines)
        {
            json.WriteStartObject();
            json.WriteString("item", CamelCase(line.Item.ToString()));
            if (line.Architecture is { } architecture)
            {
                json.WriteString("architecture", architecture == Architecture.Arm64 ? "arm64" : "x86_64");
            }

            if (line.Tier > 0)
            {
                json.WriteNumber("tier", line.Tier);
            }

            json.WriteNumber("quantity", Text.Shortest(line.Quantity));
            if (line.UnitPrice is { } price)
            {
                json.WriteNumber("unitPrice", Text.Shortest(price));
            }

            json.WriteNumber("amount", Text.Shortest(line.Amount.Usd));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("subtotal", Text.Shortest(bill.Subtotal.Usd));
        json.WriteNumber("freeTier", Text.Shortest(bill.FreeTier.Usd));
        json.WriteNumber("total", Text.Shortest(bill.Total.Usd));
        json.WriteEndObject();
    }

    private static void List(Utf8JsonWriter json, string name, IReadOnlyList<string> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStringValue(item);
        }

        json.WriteEndArray();
    }

    private static decimal Milliseconds(long nanoseconds) => Text.Shortest(nanoseconds / 1_000_000m);

    private static decimal Rounded(double value) => Text.Shortest(decimal.Round((decimal)value, SharesDecimals));

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
