using System.Globalization;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Projections;
using NodaTime;
using NodaTime.Text;

namespace LambdaSim.Cli.Output;

/// <summary>A summary as tables.</summary>
internal static class SummaryText
{
    public static IEnumerable<TextTable> Of(RunSummary summary)
    {
        yield return Run(summary);
        yield return Calls(summary);
        if (summary.Queues.Count > 0)
        {
            yield return new TextTable("Messages in queues at the end", null, [.. summary.Queues.Select(static q => new[] { q.Name, Figures.Count(q.Messages) })]);
        }

        yield return Latency(summary);
        yield return Concurrency(summary);
        yield return Cost(summary.Bill);
        if (summary.Remarks.Count > 0)
        {
            yield return new TextTable("What was read", null, [.. summary.Remarks.Select(static r => new[] { r })]);
        }

        if (summary.Unsimulated.Count > 0)
        {
            yield return new TextTable("Not simulated", null, [.. summary.Unsimulated.Select(static u => new[] { u })]);
        }

        if (summary.Hints.Count > 0)
        {
            yield return new TextTable("Hints", null, [.. summary.Hints.Select(static h => new[] { h })]);
        }
    }

    private static TextTable Run(RunSummary s)
    {
        var rows = new Rows();
        if (s.End.Partial)
        {
            rows.Add("PARTIAL", "the run was interrupted: the figures cover the time up to then, no file was written");
        }

        rows.Add("workload", string.Join(" + ", s.Workloads));
        rows.Add("simulated", $"{Instant(s.Start)} to {Instant(s.Start.PlusNanoseconds(s.End.Time))} ({Figures.Time(s.End.Time)})");
        rows.Add("functions", Figures.Count(s.Functions.Count));
        rows.Add("seed", s.Seed.ToString(CultureInfo.InvariantCulture));
        rows.Add("fingerprint", s.Fingerprint);
        return rows.Table("Run");
    }

    private static TextTable Calls(RunSummary s)
    {
        var m = s.Metrics;
        var rows = new Rows();
        rows.Add("arrivals", Figures.Count(m.Arrivals));
        rows.Add("invocations", Figures.Count(m.Admitted));
        rows.Share("cold starts", m.Cold, m.Admitted);
        rows.Share("warm starts", m.Warm, m.Admitted);
        rows.ShareIfAny("after a reset", m.Reinit, m.Admitted);
        rows.ShareIfAny("on provisioned concurrency", m.ProvisionedInvocations, m.Admitted);
        rows.ShareIfAny("spilled over", m.SpilloverInvocations, m.Admitted);
        rows.Share("throttled", m.FinalThrottlesByCause.Sum(), m.Arrivals);
        foreach (var cause in Enum.GetValues<ThrottleCause>())
        {
            rows.IfAny($"  attempts, {Words(cause)}", m.ThrottlesByCause[(int)cause]);
        }

        rows.ShareIfAny("errors", m.Outcomes[(int)Outcome.Failed], m.Admitted);
        rows.ShareIfAny("crashes", m.Outcomes[(int)Outcome.Crashed], m.Admitted);
        rows.ShareIfAny("timeouts", m.Outcomes[(int)Outcome.TimedOut], m.Admitted);
        rows.IfAny("events run from the queue", m.Dispatched);
        rows.IfAny("  of them retries", m.Retries);
        rows.IfAny("events dropped, retries exhausted", m.Drops[(int)DropCause.RetriesExhausted]);
        rows.IfAny("events dropped for their age", m.Drops[(int)DropCause.EventAgeExceeded]);
        rows.IfAny("events dropped, nothing may run", m.Drops[(int)DropCause.ZeroReservedConcurrency]);
        rows.IfAny("stopped as recursive", m.RecursiveInvocationsDropped);
        rows.IfAny("events sent to a dead-letter queue", m.Deliveries[(int)DeliveryCause.DeadLetterQueue]);
        rows.IfAny("  not taken by it", m.DeadLetterErrors);
        rows.IfAny("records sent to a destination on success", m.Deliveries[(int)DeliveryCause.OnSuccess]);
        rows.IfAny("  not taken by it", m.Deliveries[(int)DeliveryCause.OnSuccessFailed]);
        rows.IfAny("records sent to a destination on failure", m.Deliveries[(int)DeliveryCause.OnFailure]);
        rows.IfAny("  not taken by it", m.Deliveries[(int)DeliveryCause.OnFailureFailed]);
        rows.IfAny("running at the end", m.RunningAtEnd);
        rows.IfAny("queued at the end", m.QueuedAtEnd);
        return rows.Table("Calls");
    }

    private static TextTable Latency(RunSummary s)
    {
        var rows = new Rows();
        rows.Add("mean", Figures.Time(s.MeanLatencyNs));
        foreach (var (name, numerator, denominator) in new[] { ("p50", 1, 2), ("p90", 9, 10), ("p99", 99, 100), ("p99.9", 999, 1_000) })
        {
            rows.Add(name, Figures.Time(s.Metrics.Latency.Quantile(numerator, denominator) * 1e3));
        }

        rows.Add("max", Figures.Time(s.Metrics.MaxLatencyNs));
        return rows.Table(string.Create(CultureInfo.InvariantCulture, $"Latency (percentiles within {LatencyHistogram.RelativeError * 100:F1} %)"));
    }

    private static TextTable Concurrency(RunSummary s)
    {
        var c = s.Concurrency;
        var rows = new Rows();
        rows.Add("running, mean", c.MeanRunning.ToString("N2", CultureInfo.InvariantCulture));
        rows.Add("running, peak", Figures.Count(c.PeakRunning));
        rows.Add("claimed, peak", Figures.Count(c.PeakClaimed), $"of {Figures.Count(s.ConcurrencyLimit)}");
        rows.Add("environments created", Figures.Count(s.Metrics.EnvironmentsCreated));
        rows.Add("environments ended", Figures.Count(s.Metrics.EnvironmentsEnded));
        rows.Add("environments, peak", Figures.Count(s.Metrics.PeakEnvironments));
        rows.Add("wasted warm time", Figures.Time((double)s.WastedWarmNs));
        return rows.Table("Concurrency");
    }

    private static TextTable Cost(Bill bill)
    {
        var rows = new Rows();
        rows.Add("billed duration", Figures.Time(bill.BilledMilliseconds * 1e6));
        rows.Add("GB-seconds", bill.GbSeconds.ToString(bill.GbSeconds < 10 ? "#,##0.######" : "N1", CultureInfo.InvariantCulture));
        foreach (var line in bill.Lines.Where(static line => line.Amount.Usd >= 0))
        {
            rows.Add(Words(line), Figures.Usd(line.Amount.Usd));
        }

        // What an account has left of its free tier is not known: the total is before it.
        rows.Add("total", Figures.Usd(bill.Subtotal.Usd), bill.Total.Usd == bill.Subtotal.Usd ? null : $"{Figures.Usd(bill.Total.Usd)} if the month's free tier is unused");
        return rows.Table($"Cost (USD, {bill.Prices.Region}, prices of {LocalDatePattern.Iso.Format(bill.Prices.Date)}, as all of a month's use)");
    }

    private static string Words(BillLine line)
    {
        var item = line.Item switch
        {
            BillItem.Requests => "requests",
            BillItem.Duration => "duration",
            BillItem.ProvisionedRequests => "provisioned requests",
            BillItem.ProvisionedConcurrency => "provisioned concurrency",
            BillItem.ProvisionedDuration => "provisioned duration",
            BillItem.EphemeralStorage => "ephemeral storage",
            BillItem.FreeRequests => "free requests",
            _ => "free duration",
        };
        var architecture = line.Architecture switch { Architecture.Arm64 => ", arm64", Architecture.X86_64 => ", x86_64", _ => string.Empty };
        return line.Tier > 1 ? string.Create(CultureInfo.InvariantCulture, $"{item}{architecture}, step {line.Tier}") : item + architecture;
    }

    private static string Words(ThrottleCause cause) => cause switch
    {
        ThrottleCause.AccountConcurrency => "account concurrency",
        ThrottleCause.ReservedConcurrency => "reserved concurrency",
        ThrottleCause.ScalingRate => "scaling rate",
        ThrottleCause.AccountRequestRate => "account request rate",
        ThrottleCause.ReservedRequestRate => "reserved request rate",
        ThrottleCause.RuntimeProcesses => "runtime processes",
        _ => cause.ToString(),
    };

    private static string Instant(Instant instant) => InstantPattern.General.Format(instant);

    private sealed class Rows
    {
        private readonly List<IReadOnlyList<string>> _rows = [];

        public void Add(string label, string value, string? remark = null) => _rows.Add(remark is null ? [label, value] : [label, value, remark]);

        public void Share(string label, long part, long whole) =>
            Add(label, Figures.Count(part), whole == 0 ? null : Figures.Percent((double)part / whole));

        public void ShareIfAny(string label, long part, long whole)
        {
            if (part > 0)
            {
                Share(label, part, whole);
            }
        }

        public void IfAny(string label, long count)
        {
            if (count > 0)
            {
                Add(label, Figures.Count(count));
            }
        }

        public TextTable Table(string title) => new(title, null, _rows);
    }
}
