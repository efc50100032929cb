namespace LambdaSim.Neighbours.Gateways;

/// <summary>Content types whose bodies reach a function as text.</summary>
internal static class TextTypes
{
    public static bool OfHttpApi(string type) => type.Length == 0 || Is(type, "text/") || Is(type, "application/json") || Is(type, "application/javascript") || Is(type, "application/xml") || Is(type, "application/vnd.api+json") || Is(type, "application/x-www-form-urlencoded");

    public static bool OfLoadBalancer(string type) => type.Length == 0 || Is(type, "text/") || Is(type, "application/json") || Is(type, "application/javascript") || Is(type, "application/xml");

    private static bool Is(string type, string prefix) => type.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
}
