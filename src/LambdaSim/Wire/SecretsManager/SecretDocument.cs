using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Secrets;
using NodaTime;

namespace LambdaSim.Wire.SecretsManager;

/// <summary>Secrets as answers have them.</summary>
internal static class SecretDocument
{
    public static SortedDictionary<string, string> Tags(TableCall call)
    {
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in call.Objects("Tags"))
        {
            tags[(string?)tag["Key"] ?? ""] = (string?)tag["Value"] ?? "";
        }

        return tags;
    }

    public static JsonObject Value(Secret secret, SecretVersion version)
    {
        var document = new JsonObject { ["ARN"] = secret.Arn.ToString(), ["Name"] = secret.Name, ["VersionId"] = version.Id };
        Add(document, "SecretString", version.Text);
        Add(document, "SecretBinary", version.Binary);
        document["VersionStages"] = Stages(version);
        document["CreatedDate"] = Timestamps.Write(version.At);
        return document;
    }

    public static JsonObject Described(Secret secret)
    {
        var document = Entry(secret);
        document["VersionIdsToStages"] = StagesOf(secret);
        return document;
    }

    public static JsonObject Listed(Secret secret)
    {
        var document = Entry(secret);
        document["SecretVersionsToStages"] = StagesOf(secret);
        return document;
    }

    public static JsonObject Version(SecretVersion version)
    {
        var document = new JsonObject { ["VersionId"] = version.Id, ["VersionStages"] = Stages(version), ["CreatedDate"] = Timestamps.Write(version.At) };
        Add(document, "LastAccessedDate", version.AccessedAt);
        return document;
    }

    public static JsonArray Stages(SecretVersion version) => new([.. version.Stages.Select(static s => (JsonNode)s)]);

    public static void Add(JsonObject document, string name, string? value)
    {
        if (value is not null)
        {
            document[name] = value;
        }
    }

    private static void Add(JsonObject document, string name, Instant? value)
    {
        if (value is { } instant)
        {
            document[name] = Timestamps.Write(instant);
        }
    }

    private static JsonObject Entry(Secret secret)
    {
        var document = new JsonObject { ["ARN"] = secret.Arn.ToString(), ["Name"] = secret.Name };
        Add(document, "Description", secret.Description);
        Add(document, "KmsKeyId", secret.KmsKeyId);
        document["LastChangedDate"] = Timestamps.Write(secret.ChangedAt);
        Add(document, "LastAccessedDate", secret.AccessedAt);
        Add(document, "DeletedDate", secret.DeletedAt);
        document["CreatedDate"] = Timestamps.Write(secret.CreatedAt);
        if (secret.Tags.Count > 0)
        {
            document["Tags"] = new JsonArray([.. secret.Tags.Select(static t => (JsonNode)new JsonObject { ["Key"] = t.Key, ["Value"] = t.Value })]);
        }

        return document;
    }

    private static JsonObject StagesOf(Secret secret) => new(secret.Versions.Where(static v => v.Stages.Count > 0).Select(static v => KeyValuePair.Create(v.Id, (JsonNode?)Stages(v))));
}
