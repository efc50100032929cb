using System.Text.Json.Nodes;
using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Resources.Types;

/// <summary>Parameter Store and Secrets Manager.</summary>
internal static class StoreTypes
{
    public static IReadOnlyList<ResourceType> All { get; } =
    [
        ResourceType.Of("AWS::SSM::Parameter", "Type! Value! AllowedPattern DataType Description Name Policies Tags Tier", Parameter),
        ResourceType.Of("AWS::SecretsManager::Secret", "Description GenerateSecretString KmsKeyId Name SecretString Tags ~ReplicaRegions ~Type", Secret),
        ResourceType.Of("AWS::SecretsManager::ResourcePolicy", "ResourcePolicy! SecretId! BlockPublicPolicy", Policy),
    ];

    private static Made Parameter(Making m)
    {
        var name = m.Text("Name") ?? "CFN-" + m.World.Names.Of(m.LogicalId, 100);
        var more = new JsonObject { ["Name"] = name };
        if (m.Tags() is { Count: > 0 } tags)
        {
            more["Tags"] = new JsonArray([.. tags.Select(static t => (JsonNode)new JsonObject { ["Key"] = t.Key, ["Value"] = t.Value?.DeepClone() })]);
        }

        m.Call("ssm", "PutParameter", more, "Tags");
        return new Made(name).With("Type", m.Text("Type")).With("Value", m.Text("Value"));
    }

    private static Made Secret(Making m)
    {
        var more = new JsonObject { ["Name"] = m.Name("Name", 100) };
        if (Shaped.Map(m["GenerateSecretString"], "GenerateSecretString") is { } generate)
        {
            more["SecretString"] = Generated(m, generate);
        }

        var made = m.Call("secretsmanager", "CreateSecret", more);
        return new Made((string)made["ARN"]!).With("Id", (string)made["ARN"]!);
    }

    // AWS draws it; here it follows from the stack, so that a run can be repeated.
    private static string Generated(Making m, MapNode generate)
    {
        var length = generate["PasswordLength"] is { } given ? (int)Shaped.Whole(given, "GenerateSecretString.PasswordLength") : 32;
        var password = m.World.Names.Digits(m.LogicalId + "/secret", Math.Clamp(length, 1, 4_096));
        foreach (var name in generate.Keys.Where(static k => k is not ("PasswordLength" or "SecretStringTemplate" or "GenerateStringKey")))
        {
            m.Inert($"GenerateSecretString.{name}", "the password has hexadecimal digits");
        }

        if (generate["SecretStringTemplate"] is not { } template || generate["GenerateStringKey"] is not { } key)
        {
            return password;
        }

        try
        {
            var secret = JsonNode.Parse(Shaped.Text(template))!.AsObject();
            secret[Shaped.Text(key)] = password;
            return secret.ToJsonString();
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException)
        {
            throw Fault.At(template.Place, "GenerateSecretString.SecretStringTemplate is no JSON object", "write it as '{\"username\": \"admin\"}'", m.LogicalId, e);
        }
    }

    private static Made Policy(Making m)
    {
        m.Door.Call("secretsmanager", "PutResourcePolicy", new JsonObject { ["SecretId"] = m.Text("SecretId"), ["ResourcePolicy"] = JsonOutput.Of(m["ResourcePolicy"]!) });
        return new Made(m.Text("SecretId")!);
    }
}
