using System.Globalization;
using System.Text.Json;
using LambdaSim.Randomness;
using NodaTime.Text;

namespace LambdaSim.Configuration;

/// <summary>The canonical form. Keys are written in ordinal order, by hand: no reflection, nothing to sort.</summary>
internal static class ConfigJsonWriter
{
    public static void Write(Utf8JsonWriter json, SimulationConfig config)
    {
        json.WriteStartObject();
        json.WriteStartObject("account");
        json.WriteNumber("concurrencyLimit", config.Account.ConcurrencyLimit);
        json.WriteBoolean("limitRequestRate", config.Account.LimitRequestRate);
        json.WriteBoolean("limitScalingRate", config.Account.LimitScalingRate);
        json.WriteString("quotas", config.Account.Quotas.Name);
        json.WriteEndObject();
        ConfigAsync.Write(json, config.Async);
        Function(json, "defaults", config.Defaults);
        ConfigFaults.Write(json, config.Faults);
        json.WriteStartObject("functions");
        foreach (var (name, overrides) in config.Functions.OrderBy(static f => f.Key, StringComparer.Ordinal))
        {
            Function(json, name, overrides);
        }

        json.WriteEndObject();
        KeepAlive(json, config.KeepAlive);
        Lifetime(json, config.Lifetime);
        ConfigMappings.Write(json, config.Mappings);
        ConfigPolling.Write(json, config.Polling);
        ConfigPrices.Write(json, config.Prices);
        ConfigQueues.Write(json, config.Queues);
        ConfigS3.Write(json, config.S3);
        ConfigDynamoDb.Write(json, config.DynamoDb);
        json.WriteNumber("seed", config.Seed);
        json.WriteString("start", InstantPattern.ExtendedIso.Format(config.Start));
        Until(json, config);
        json.WriteEndObject();
    }

    private static void Function(Utf8JsonWriter json, string key, FunctionOverrides function)
    {
        json.WriteStartObject(key);
        FunctionSettingTable.Write(json, function);
        json.WriteEndObject();
    }

    private static void KeepAlive(Utf8JsonWriter json, KeepAlive keepAlive)
    {
        json.WriteStartObject("keepAlive");
        switch (keepAlive)
        {
            case FixedKeepAlive f:
                json.WriteString("fixed", UnitText.Of(f.Time));
                break;
            case UniformKeepAlive u:
                Pair(json, "uniform", u.Min, u.Max);
                break;
            case HybridKeepAlive h:
                json.WriteStartObject("hybrid");
                json.WriteString("binWidth", UnitText.Of(h.BinWidth));
                json.WriteNumber("headPercentile", h.HeadPercentile);
                json.WriteNumber("marginPercent", h.MarginPercent);
                json.WriteNumber("minimumSamples", h.MinimumSamples);
                json.WriteString("range", UnitText.Of(h.Range));
                json.WriteNumber("tailPercentile", h.TailPercentile);
                json.WriteEndObject();
                break;
            default:
                throw new NotSupportedException($"keep-alive policy {keepAlive.GetType().Name} has no form in configuration files");
        }

        json.WriteEndObject();
    }

    private static void Lifetime(Utf8JsonWriter json, EnvironmentLifetime? lifetime)
    {
        if (lifetime is null)
        {
            json.WriteNull("lifetime");
            return;
        }

        json.WriteStartObject("lifetime");
        json.WriteString("mean", UnitText.Of(lifetime.Mean));
        json.WriteNumber("spreadPercent", lifetime.SpreadPercent);
        json.WriteEndObject();
    }

    private static void Until(Utf8JsonWriter json, SimulationConfig config)
    {
        var name = config.Until == ReplayEnd.LastArrival ? "last-arrival" : "last-foreground-event";
        if (config.UntilTime is { } time)
        {
            json.WriteStartArray("until");
            json.WriteStringValue(name);
            json.WriteStringValue(UnitText.Of(time));
            json.WriteEndArray();
        }
        else
        {
            json.WriteString("until", name);
        }
    }

    public static void Distribution(Utf8JsonWriter json, string key, Distribution distribution)
    {
        switch (distribution)
        {
            case FixedDistribution f:
                json.WriteString(key, UnitText.Of(f.Value));
                break;
            case UniformDistribution u:
                json.WriteStartObject(key);
                Pair(json, "uniform", u.Min, u.Max);
                json.WriteEndObject();
                break;
            case ExponentialDistribution e:
                json.WriteStartObject(key);
                json.WriteString("exponential", UnitText.Of(e.Mean));
                json.WriteEndObject();
                break;
            case LogNormalDistribution l:
                json.WriteStartObject(key);
                json.WriteStartObject("logNormal");
                json.WriteString("median", UnitText.Of(l.Median));
                json.WriteNumber("sigma", l.Sigma);
                json.WriteEndObject();
                json.WriteEndObject();
                break;
            case QuantileDistribution q:
                json.WriteStartObject(key);
                json.WriteStartObject("quantiles");
                foreach (var (probability, time) in q.Points)
                {
                    json.WriteString(probability.ToString("R", CultureInfo.InvariantCulture), UnitText.Of(time));
                }

                json.WriteEndObject();
                json.WriteEndObject();
                break;
            default:
                throw new NotSupportedException($"{distribution.GetType().Name} has no form in configuration files");
        }
    }

    private static void Pair(Utf8JsonWriter json, string key, TimeLength first, TimeLength second)
    {
        json.WriteStartArray(key);
        json.WriteStringValue(UnitText.Of(first));
        json.WriteStringValue(UnitText.Of(second));
        json.WriteEndArray();
    }
}
