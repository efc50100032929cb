using System.Text.Json;

namespace LambdaSim.Templates.Stacks;

/// <summary>Values of Parameter Store and Secrets Manager that were given with a template.</summary>
internal static class StoredValues
{
    public static string? Find(StackInputs inputs, string service, string reference)
    {
        if (service != "secretsmanager")
        {
            return inputs.Stored.TryGetValue("ssm:" + reference, out var versioned) ? versioned
                : reference.LastIndexOf(':') is > 0 and var version && inputs.Stored.TryGetValue("ssm:" + reference[..version], out var latest) ? latest
                : null;
        }

        // NAME:SecretString:KEY:STAGE:VERSION; an ARN as name has colons of its own.
        var mark = reference.IndexOf(":SecretString", StringComparison.Ordinal);
        var name = mark < 0 ? reference : reference[..mark];
        if (!inputs.Stored.TryGetValue("secretsmanager:" + name, out var secret))
        {
            return null;
        }

        var rest = mark < 0 ? string.Empty : reference[(mark + ":SecretString".Length)..].TrimStart(':');
        var key = rest.IndexOf(':', StringComparison.Ordinal) is >= 0 and var end ? rest[..end] : rest;
        return key.Length == 0 ? secret : Member(secret, key);
    }

    private static string? Member(string secret, string key)
    {
        try
        {
            using var document = JsonDocument.Parse(secret);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(key, out var member) ? member.ToString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
