using System.Globalization;
using System.Text;
using LambdaSim.Events;

namespace LambdaSim.Projections.Report;

/// <summary>Figures as people read them, the same in every culture.</summary>
internal static class ReportText
{
    public static string Count(long value) => value.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>A count and what is counted, in the singular for one.</summary>
    public static string Count(long value, string what) => value == 1 ? "1 " + what : Count(value) + " " + what + "s";

    public static string Mean(double value) => value.ToString(value < 100 ? "#,##0.##" : "#,##0", CultureInfo.InvariantCulture);

    public static string Quantity(decimal value) => value.ToString(
        Math.Abs(value) switch { >= 1_000 => "#,##0", >= 1 => "#,##0.##", _ => "0.######" },
        CultureInfo.InvariantCulture);

    public static string Percent(long part, long whole)
    {
        if (part == 0 || whole == 0)
        {
            return "0 %";
        }

        var percent = 100m * part / whole;
        return percent < 0.01m ? "<0.01 %" : percent.ToString(percent < 10 ? "0.## '%'" : "0.# '%'", CultureInfo.InvariantCulture);
    }

    /// <summary>Three significant digits, or two units.</summary>
    public static string Duration(Int128 nanoseconds)
    {
        var ns = (decimal)nanoseconds;
        return ns switch
        {
            0 => "0",
            < 1_000 => Scaled(ns, 1, "ns"),
            < TimelineTicks.Millisecond => Scaled(ns, 1_000, "µs"),
            < TimelineTicks.Second => Scaled(ns, TimelineTicks.Millisecond, "ms"),
            < 2 * TimelineTicks.Minute => Scaled(ns, TimelineTicks.Second, "s"),
            < 2 * TimelineTicks.Hour => Pair(ns, TimelineTicks.Minute, "min", TimelineTicks.Second, "s"),
            < 2 * TimelineTicks.Day => Pair(ns, TimelineTicks.Hour, "h", TimelineTicks.Minute, "min"),
            < 1_000 * TimelineTicks.Day => Pair(ns, TimelineTicks.Day, "d", TimelineTicks.Hour, "h"),
            _ => Scaled(ns, TimelineTicks.Day, "d"),
        };
    }

    public static string Microseconds(long value) => Duration((Int128)value * 1_000);

    /// <summary>An instant of the run, to the millisecond: <c>1 d 02:03:04.567</c>.</summary>
    public static string Time(long ns)
    {
        var day = ns / TimelineTicks.Day;
        var rest = ns % TimelineTicks.Day;
        var hours = rest / TimelineTicks.Hour;
        var minutes = rest / TimelineTicks.Minute % 60;
        var seconds = rest / TimelineTicks.Second % 60;
        var milliseconds = rest / TimelineTicks.Millisecond % 1_000;
        return string.Create(CultureInfo.InvariantCulture, $"{(day > 0 ? Count(day) + " d " : "")}{hours:00}:{minutes:00}:{seconds:00}.{milliseconds:000}");
    }

    /// <summary>A time on an axis: from two minutes on, where steps are shorter than a minute, as a clock: <c>1:02:03</c>.</summary>
    public static string Tick(long time, long step, long last)
    {
        if (step >= TimelineTicks.Minute || last < 2 * TimelineTicks.Minute)
        {
            var (unit, name) = TimelineTicks.Unit(step);
            return TimelineTicks.Number(time, unit) + " " + name;
        }

        var seconds = time / TimelineTicks.Second;
        var rest = time % TimelineTicks.Second;
        var fraction = rest == 0 ? "" : (rest / (decimal)TimelineTicks.Second).ToString(".#########", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / 3_600}:{seconds / 60 % 60:00}:{seconds % 60:00}{fraction}");
    }

    /// <summary>A name from a workload, cut where no function of AWS's would reach.</summary>
    public static string Name(string name) => name.Length <= 200 ? name : name[..(char.IsHighSurrogate(name[199]) ? 199 : 200)] + "…";

    /// <summary>Characters that a text from outside may not bring into the page: controls, and marks that turn the direction of what follows.</summary>
    public static bool IsForbidden(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>A text without such characters and without halves of surrogate pairs.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(rune.IsBmp && IsForbidden((char)rune.Value) ? "\uFFFD" : rune.ToString());
        }

        return clean.ToString();
    }

    /// <summary>Cents from a dollar on, four significant digits below.</summary>
    public static string Usd(decimal value)
    {
        var sign = value < 0 ? "−" : "";
        var amount = Math.Abs(value);
        var decimals = 2;
        for (var limit = 1m; amount > 0 && amount < limit && decimals < 12; limit /= 10)
        {
            decimals++;
        }

        decimals = amount is > 0 and < 1 ? Math.Min(12, decimals + 1) : 2;
        return sign + "$" + amount.ToString(string.Create(CultureInfo.InvariantCulture, $"N{decimals}"), CultureInfo.InvariantCulture);
    }

    public static string Permille(int permille) => (permille / 10m).ToString("'p'0.#", CultureInfo.InvariantCulture);

    public static string Of(ThrottleCause cause) => cause switch
    {
        ThrottleCause.AccountConcurrency => "account concurrency used up",
        ThrottleCause.ReservedConcurrency => "reserved concurrency used up",
        ThrottleCause.ScalingRate => "scaling rate of new environments",
        ThrottleCause.AccountRequestRate => "request rate of the account",
        ThrottleCause.ReservedRequestRate => "request rate of reserved concurrency",
        ThrottleCause.RuntimeProcesses => "no free process at the Runtime API",
        _ => cause.ToString(),
    };

    public static string Of(DropCause cause) => cause switch
    {
        DropCause.EventAgeExceeded => "dropped: maximum event age exceeded",
        DropCause.ZeroReservedConcurrency => "dropped: reserved concurrency is 0",
        DropCause.RetriesExhausted => "dropped: retries exhausted",
        DropCause.RecursiveInvocation => "stopped: recursive loop",
        _ => cause.ToString(),
    };

    public static string Of(DeliveryCause cause) => cause switch
    {
        DeliveryCause.DeadLetterQueue => "sent to a dead-letter queue",
        DeliveryCause.OnSuccess => "sent to a destination on success",
        DeliveryCause.OnFailure => "sent to a destination on failure",
        DeliveryCause.DeadLetterQueueFailed => "not taken by a dead-letter queue",
        DeliveryCause.OnSuccessFailed => "not taken by a destination on success",
        DeliveryCause.OnFailureFailed => "not taken by a destination on failure",
        _ => cause.ToString(),
    };

    private static string Scaled(decimal ns, decimal unit, string name)
    {
        var value = ns / unit;
        var format = value switch { >= 100 => "#,##0", >= 10 => "0.#", _ => "0.##" };
        return value.ToString(format, CultureInfo.InvariantCulture) + " " + name;
    }

    private static string Pair(decimal ns, long unit, string name, long smaller, string smallerName)
    {
        var total = (long)decimal.Round(ns / smaller, MidpointRounding.ToEven);
        var (whole, rest) = Math.DivRem(total, unit / smaller);
        return rest == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{whole:#,##0} {name}")
            : string.Create(CultureInfo.InvariantCulture, $"{whole:#,##0} {name} {rest} {smallerName}");
    }
}
