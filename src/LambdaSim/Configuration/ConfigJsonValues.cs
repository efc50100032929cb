using System.Globalization;
using LambdaSim.Randomness;
using NodaTime;
using NodaTime.Text;

namespace LambdaSim.Configuration;

/// <summary>Single values of a configuration file, and the sections that hold only such values.</summary>
internal static class ConfigValues
{
    public static readonly ConfigChoice<Distribution> DistributionKinds = new(
        "distribution",
        [],
        ("fixed", static node => Distribution.Fixed(Duration(node))),
        ("uniform", static node => Distribution.Uniform(Pair(node)[0], Pair(node)[1])),
        ("exponential", static node => Distribution.Exponential(Duration(node))),
        ("logNormal", static node => LogNormalOf(node)),
        ("quantiles", static node => Distribution.Quantiles(Points(node))));

    public static readonly ConfigSection<LogNormalParameters> LogNormal = new(
        "logNormal",
        ["median"],
        ("median", static (l, node) => l with { Median = Duration(node) }),
        ("p99", static (l, node) => l with { P99 = Duration(node) }),
        ("sigma", static (l, node) => l with { Sigma = node.Double() }));

    public static readonly ConfigSection<HybridKeepAlive> Hybrid = new(
        "hybridKeepAlive",
        [],
        ("binWidth", static (h, node) => h with { BinWidth = Duration(node) }),
        ("range", static (h, node) => h with { Range = Duration(node) }),
        ("headPercentile", static (h, node) => h with { HeadPercentile = node.Int() }),
        ("tailPercentile", static (h, node) => h with { TailPercentile = node.Int() }),
        ("marginPercent", static (h, node) => h with { MarginPercent = node.Int() }),
        ("minimumSamples", static (h, node) => h with { MinimumSamples = node.Int() }));

    public static readonly ConfigChoice<KeepAlive> KeepAliveKinds = new(
        "keepAlive",
        [("default", KeepAlive.Default), ("legacy2019", KeepAlive.Legacy2019), ("legacyEarly2019", KeepAlive.LegacyEarly2019)],
        ("fixed", static node => KeepAlive.Fixed(Duration(node))),
        ("uniform", static node => KeepAlive.Uniform(Pair(node)[0], Pair(node)[1])),
        ("hybrid", static node => Hybrid.Read(node, new HybridKeepAlive(), static h => h.Validate())));

    public static readonly ConfigSection<EnvironmentLifetime> Lifetime = new(
        "lifetime",
        ["mean"],
        ("mean", static (l, node) => l with { Mean = Duration(node) }),
        ("spreadPercent", static (l, node) => l with { SpreadPercent = node.Int() }));

    public static readonly ConfigSection<AccountConfig> Account = new(
        "account",
        [],
        ("concurrencyLimit", static (a, node) => a with { ConcurrencyLimit = node.Int() }),
        ("quotas", static (a, node) => a with { Quotas = Quotas(node) }),
        ("limitScalingRate", static (a, node) => a with { LimitScalingRate = node.Bool() }),
        ("limitRequestRate", static (a, node) => a with { LimitRequestRate = node.Bool() }));

    public static Duration Duration(ConfigNode node)
    {
        if (node.Kind != ConfigKind.Text)
        {
            throw node.Expected(UnitText.DurationExample);
        }

        return UnitText.ParseDuration(node.Text) ?? throw node.Expected(UnitText.DurationExample);
    }

    public static Duration[] Pair(ConfigNode node) =>
        node is { Kind: ConfigKind.List, Items.Count: 2 }
            ? [Duration(node.Items[0]), Duration(node.Items[1])]
            : throw node.Expected("a list of two durations, shortest and longest, such as [\"5m\", \"7m\"]");

    public static int Mb(ConfigNode node) => node.Kind switch
    {
        ConfigKind.Number => node.Int(UnitText.SizeExample),
        ConfigKind.Text => UnitText.ParseMb(node.Text) ?? throw node.Expected(UnitText.SizeExample),
        _ => throw node.Expected(UnitText.SizeExample),
    };

    /// <summary>A distribution; a refusal stands at the value.</summary>
    public static Distribution Lengths(ConfigNode node)
    {
        try
        {
            return DistributionKinds.Read(node, static n => Distribution.Fixed(Duration(n)));
        }
        catch (SimulationConfigException e)
        {
            throw node.Error(e.Message, e);
        }
    }

    public static TEnum Named<TEnum>(ConfigNode node, params ReadOnlySpan<(string Name, TEnum Value)> names)
    {
        var known = new string[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            known[i] = names[i].Name;
            if (node.Kind == ConfigKind.Text && names[i].Name == node.Text)
            {
                return names[i].Value;
            }
        }

        throw node.Kind == ConfigKind.Text
            ? node.Error($"\"{ConfigNode.Cut(node.Text)}\" is not known here; {Suggestion.For(node.Text, known)}")
            : node.Expected($"one of {string.Join(", ", known)}");
    }

    public static Instant Moment(ConfigNode node)
    {
        const string what = "an instant such as \"2026-01-01T00:00:00Z\" or a date";
        var text = node.String(what);
        var instant = InstantPattern.ExtendedIso.Parse(text);
        if (instant.Success)
        {
            return instant.Value;
        }

        var date = LocalDatePattern.Iso.Parse(text);
        return date.Success ? date.Value.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant() : throw node.Expected(what);
    }

    private static Distribution LogNormalOf(ConfigNode node)
    {
        var given = LogNormal.Read(node, new LogNormalParameters(NodaTime.Duration.Zero, null, null));
        return (given.P99, given.Sigma) switch
        {
            ({ } p99, null) => Distribution.LogNormal(given.Median, p99),
            (null, { } sigma) => Distribution.LogNormal(given.Median, sigma),
            _ => throw node.Error("expected the key \"median\" and exactly one of \"p99\" and \"sigma\""),
        };
    }

    private static IEnumerable<Quantile> Points(ConfigNode node)
    {
        if (node.Kind != ConfigKind.Map)
        {
            throw node.Expected("an object from probability to duration such as {\"0.5\": \"10ms\", \"0.99\": \"80ms\"}");
        }

        foreach (var member in node.Members)
        {
            if (!double.TryParse(member.Key, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var probability))
            {
                throw node.ErrorAt(member, "the key must be a probability between 0 and 1 such as \"0.99\"");
            }

            yield return new Quantile(probability, Duration(member.Value));
        }
    }

    // By name, or as of a date.
    private static QuotaProfile Quotas(ConfigNode node) =>
        (node.Kind == ConfigKind.Text ? QuotaProfile.Parse(node.Text) : null) ?? Named<QuotaProfile>(node, [.. QuotaProfile.All.Select(static q => (q.Name, q))]);
}

/// <summary>A log-normal as it is written down: by two points, or by one and its spread.</summary>
internal sealed record LogNormalParameters(Duration Median, Duration? P99, double? Sigma);
