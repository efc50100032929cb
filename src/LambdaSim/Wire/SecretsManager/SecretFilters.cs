using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Secrets;

namespace LambdaSim.Wire.SecretsManager;

/// <summary>Filters of lists of secrets: all of them must match, each by the beginning of one of its values; a value after <c>!</c> must not.</summary>
internal static class SecretFilters
{
    public static bool Matches(Secret secret, IEnumerable<JsonObject> filters) => filters.All(f => Matches(secret, (string?)f["Key"] ?? "all", (f["Values"] as JsonArray)?.Select(static v => (string)v!).ToList() ?? []));

    private static bool Matches(Secret secret, string key, List<string> values)
    {
        var not = values.Where(static v => v.StartsWith('!')).ToList();
        var wanted = values.Where(static v => !v.StartsWith('!')).ToList();
        return (wanted.Count == 0 || wanted.Exists(v => Has(secret, key, v))) && !not.Exists(v => Has(secret, key, v[1..]));
    }

    private static bool Has(Secret secret, string key, string value) => key switch
    {
        "name" => secret.Name.StartsWith(value, StringComparison.Ordinal),
        "description" => Words(secret.Description, value),
        "tag-key" => secret.Tags.Keys.Any(k => k.StartsWith(value, StringComparison.Ordinal)),
        "tag-value" => secret.Tags.Values.Any(v => v.StartsWith(value, StringComparison.Ordinal)),
        "all" => Words(secret.Name, value) || Words(secret.Description, value) || secret.Tags.Any(t => Words(t.Key, value) || Words(t.Value, value)),
        "primary-region" => secret.Arn.Region.StartsWith(value, StringComparison.Ordinal),
        _ => false,
    };

    // Texts are found by the beginnings of their words, in any case.
    private static bool Words(string? text, string value) => text?.Split([' ', '/', '-', '_', '.', '@', '+', '=']).Any(w => w.StartsWith(value, StringComparison.OrdinalIgnoreCase)) == true;
}
