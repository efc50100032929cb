using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace LambdaSim.Configuration;

/// <summary>The key <c>prices</c>: the list of a day, and what differs from it (another Region, say).</summary>
internal static class ConfigPrices
{
    private const string DateExample = "a date such as \"2025-08-01\"";

    private static readonly ConfigSection<PriceTier> Tier = new(
        "priceStep",
        ["perGbSecond"],
        ("upToGbSeconds", static (t, node) => t with { UpToGbSeconds = node.Kind == ConfigKind.Null ? null : node.Long() }),
        ("perGbSecond", static (t, node) => t with { PerGbSecond = node.Decimal() }));

    private static readonly ConfigSection<ArchitecturePrices> Architecture = new(
        "architecturePrices",
        ["duration"],
        ("duration", static (a, node) => a with { Duration = Tiers(node) }),
        ("provisioned", static (a, node) => a with { Provisioned = Optional(node) }),
        ("provisionedDuration", static (a, node) => a with { ProvisionedDuration = Optional(node) }));

    private static readonly ConfigSection<PriceList> Prices = new(
        "prices",
        ["date"],
        ("date", static (p, node) => p with { Date = Date(node) }),
        ("region", static (p, node) => p with { Region = node.String("the name of a Region such as \"eu-central-1\"") }),
        ("perMillionRequests", static (p, node) => p with { PerMillionRequests = node.Decimal() }),
        ("perMillionProvisionedRequests", static (p, node) => p with { PerMillionProvisionedRequests = node.Decimal() }),
        ("x86_64", static (p, node) => p with { X86_64 = Architecture.Read(node, p.X86_64) }),
        ("arm64", static (p, node) => p with { Arm64 = node.Kind == ConfigKind.Null ? null : Architecture.Read(node, p.Arm64 ?? new ArchitecturePrices([], null, null)) }),
        ("storagePerGbSecond", static (p, node) => p with { StoragePerGbSecond = Optional(node) }),
        ("freeTier", static (p, node) => p with { FreeTier = node.Bool() }),
        ("freeRequests", static (p, node) => p with { FreeRequests = node.Long() }),
        ("freeGbSeconds", static (p, node) => p with { FreeGbSeconds = node.Long() }),
        ("granularityMilliseconds", static (p, node) => p with { GranularityMilliseconds = node.Int() }),
        ("initBilling", static (p, node) => p with { InitBilling = ConfigValues.Named(node, ("all", InitBilling.All), ("imagesAndCustomRuntimes", InitBilling.ImagesAndCustomRuntimes)) }),
        ("chargesAsyncChunks", static (p, node) => p with { ChargesAsyncChunks = node.Bool() }));

    public static IReadOnlyList<ConfigSection> Sections { get; } = [Prices, Architecture, Tier];

    public static PriceList Read(ConfigNode node)
    {
        const string what = "\"current\", a date such as \"2025-08-01\", or an object with the key \"date\"";
        switch (node.Kind)
        {
            case ConfigKind.Text when node.Text == "current":
                return PriceList.Current;
            case ConfigKind.Text:
                return PriceList.At(Date(node, what));
            case ConfigKind.Map:
                var date = node.Members.Find(static m => m.Key == "date").Value;
                return Prices.Read(node, date is null ? PriceList.Current : PriceList.At(Date(date)), static p => p.Validate());
            default:
                throw node.Expected(what);
        }
    }

    /// <summary>The day, and the keys that differ from that day's list.</summary>
    public static void Write(Utf8JsonWriter json, PriceList prices)
    {
        var day = PriceList.At(prices.Date);
        json.WriteStartObject("prices");
        if (!Same(prices.Arm64, day.Arm64))
        {
            WriteArchitecture(json, "arm64", prices.Arm64);
        }

        if (prices.ChargesAsyncChunks != day.ChargesAsyncChunks)
        {
            json.WriteBoolean("chargesAsyncChunks", prices.ChargesAsyncChunks);
        }

        json.WriteString("date", LocalDatePattern.Iso.Format(prices.Date));
        if (prices.FreeGbSeconds != day.FreeGbSeconds)
        {
            json.WriteNumber("freeGbSeconds", prices.FreeGbSeconds);
        }

        if (prices.FreeRequests != day.FreeRequests)
        {
            json.WriteNumber("freeRequests", prices.FreeRequests);
        }

        json.WriteBoolean("freeTier", prices.FreeTier);
        if (prices.GranularityMilliseconds != day.GranularityMilliseconds)
        {
            json.WriteNumber("granularityMilliseconds", prices.GranularityMilliseconds);
        }

        if (prices.InitBilling != day.InitBilling)
        {
            json.WriteString("initBilling", prices.InitBilling == InitBilling.All ? "all" : "imagesAndCustomRuntimes");
        }

        if (prices.PerMillionProvisionedRequests != day.PerMillionProvisionedRequests)
        {
            json.WriteNumber("perMillionProvisionedRequests", Text.Shortest(prices.PerMillionProvisionedRequests));
        }

        if (prices.PerMillionRequests != day.PerMillionRequests)
        {
            json.WriteNumber("perMillionRequests", Text.Shortest(prices.PerMillionRequests));
        }

        if (prices.Region != day.Region)
        {
            json.WriteString("region", prices.Region);
        }

        if (prices.StoragePerGbSecond != day.StoragePerGbSecond)
        {
            WriteOptional(json, "storagePerGbSecond", prices.StoragePerGbSecond);
        }

        if (!Same(prices.X86_64, day.X86_64))
        {
            WriteArchitecture(json, "x86_64", prices.X86_64);
        }

        json.WriteEndObject();
    }

    private static void WriteArchitecture(Utf8JsonWriter json, string key, ArchitecturePrices? prices)
    {
        if (prices is null)
        {
            json.WriteNull(key);
            return;
        }

        json.WriteStartObject(key);
        json.WriteStartArray("duration");
        foreach (var tier in prices.Duration)
        {
            json.WriteStartObject();
            json.WriteNumber("perGbSecond", Text.Shortest(tier.PerGbSecond));
            if (tier.UpToGbSeconds is { } end)
            {
                json.WriteNumber("upToGbSeconds", end);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteOptional(json, "provisioned", prices.Provisioned);
        WriteOptional(json, "provisionedDuration", prices.ProvisionedDuration);
        json.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter json, string key, decimal? price)
    {
        if (price is { } number)
        {
            json.WriteNumber(key, Text.Shortest(number));
        }
        else
        {
            json.WriteNull(key);
        }
    }

    private static bool Same(ArchitecturePrices? left, ArchitecturePrices? right) =>
        left is null || right is null
            ? left is null && right is null
            : left.Provisioned == right.Provisioned && left.ProvisionedDuration == right.ProvisionedDuration && left.Duration.AsSpan().SequenceEqual(right.Duration.AsSpan());

    private static LocalDate Date(ConfigNode node, string what = DateExample)
    {
        var date = LocalDatePattern.Iso.Parse(node.String(what)) is { Success: true } day ? day.Value : throw node.Expected(what);
        return PriceList.ProblemOf(date) is { } problem ? throw node.Error($"the date {problem}") : date;
    }

    private static decimal? Optional(ConfigNode node) => node.Kind == ConfigKind.Null ? null : node.Decimal();

    private static ImmutableArray<PriceTier> Tiers(ConfigNode node) =>
        node.Kind == ConfigKind.List
            ? [.. node.Items.Select(static item => Tier.Read(item, new PriceTier(null, 0)))]
            : throw node.Expected("a list of steps such as [{\"perGbSecond\": 0.0000166667}]");
}
