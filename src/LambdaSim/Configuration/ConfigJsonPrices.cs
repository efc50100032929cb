using System.Text.Json;

namespace LambdaSim.Configuration;

/// <summary>The key <c>prices</c>.</summary>
internal static class ConfigPrices
{
    private const string Current = "current";

    public static IReadOnlyList<ConfigSection> Sections => [];

    public static PriceList Read(ConfigNode node) => ConfigValues.Named(node, (Current, PriceList.Current));

    public static void Write(Utf8JsonWriter json, PriceList prices) => json.WriteString("prices", Current);
}
