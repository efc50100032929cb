using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Roles;

namespace LambdaSim.Wire.Iam;

/// <summary>Roles and policies as answers have them. Documents are percent-encoded, as AWS's are.</summary>
internal static class IamDocument
{
    private const int MostListed = 100, IdLength = 17;

    public static SortedDictionary<string, string> Tags(TableCall call)
    {
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in call.Objects("Tags"))
        {
            tags[(string)tag["Key"]!] = (string)tag["Value"]!;
        }

        return tags;
    }

    public static JsonNode Tag(KeyValuePair<string, string> tag) => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value };

    /// <summary>The same as STS tells of a role that was assumed.</summary>
    public static string IdOf(string prefix, string account, string name) => prefix + AccessKeys.Letters(account, name, IdLength).ToUpperInvariant().Replace('+', 'X').Replace('/', 'Y');

    public static JsonObject Of(Role role)
    {
        var document = new JsonObject
        {
            ["Path"] = role.Path,
            ["RoleName"] = role.Name,
            ["RoleId"] = IdOf("AROA", role.Arn.Account, role.Name),
            ["Arn"] = role.Arn.ToString(),
            ["CreateDate"] = Timestamps.Write(role.CreatedAt),
            ["AssumeRolePolicyDocument"] = Uri.EscapeDataString(role.Trust),
            ["MaxSessionDuration"] = role.MaxSessionSeconds,
        };
        AddTo(document, role.Description, role.Tags);
        if (role.Boundary is not null)
        {
            document["PermissionsBoundary"] = new JsonObject { ["PermissionsBoundaryType"] = "Policy", ["PermissionsBoundaryArn"] = role.Boundary };
        }

        return document;
    }

    public static JsonObject Of(ManagedPolicy policy, IamService service, bool withTags)
    {
        var document = new JsonObject
        {
            ["PolicyName"] = policy.Name,
            ["PolicyId"] = IdOf("ANPA", policy.Arn.Account, policy.Name),
            ["Arn"] = policy.Arn.ToString(),
            ["Path"] = policy.Path,
            ["DefaultVersionId"] = policy.Default,
            ["AttachmentCount"] = service.AttachmentsOf(policy.Arn.ToString()),
            ["PermissionsBoundaryUsageCount"] = 0,
            ["IsAttachable"] = true,
            ["CreateDate"] = Timestamps.Write(policy.CreatedAt),
            ["UpdateDate"] = Timestamps.Write(policy.UpdatedAt),
        };
        AddTo(document, policy.Description, withTags ? policy.Tags : []);
        return document;
    }

    public static JsonObject Of(PolicyVersion version, ManagedPolicy policy, bool withDocument)
    {
        var document = new JsonObject { ["VersionId"] = version.Id, ["IsDefaultVersion"] = policy.Default == version.Id, ["CreateDate"] = Timestamps.Write(version.At) };
        if (withDocument)
        {
            document["Document"] = Uri.EscapeDataString(version.Document);
        }

        return document;
    }

    public static JsonObject Of(InstanceProfile profile)
    {
        var document = new JsonObject
        {
            ["Path"] = profile.Path,
            ["InstanceProfileName"] = profile.Name,
            ["InstanceProfileId"] = IdOf("AIPA", profile.Arn.Account, profile.Name),
            ["Arn"] = profile.Arn.ToString(),
            ["CreateDate"] = Timestamps.Write(profile.CreatedAt),
            ["Roles"] = profile.Role is { } role ? new JsonArray(Of(role)) : new JsonArray(),
        };
        AddTo(document, null, profile.Tags);
        return document;
    }

    public static JsonObject Page(TableCall call, string member, IEnumerable<(string Key, JsonNode Item)> items)
    {
        var (page, next) = TokenPage.Of(items, call.Text("Marker"), call.Number("MaxItems") ?? MostListed) ?? throw IamException.Invalid("Invalid Marker.");
        var document = new JsonObject { [member] = new JsonArray([.. page]), ["IsTruncated"] = next is not null };
        if (next is not null)
        {
            document["Marker"] = next;
        }

        return document;
    }

    private static void AddTo(JsonObject document, string? description, SortedDictionary<string, string> tags)
    {
        if (description is { Length: > 0 })
        {
            document["Description"] = description;
        }

        if (tags.Count > 0)
        {
            document["Tags"] = new JsonArray([.. tags.Select(Tag)]);
        }
    }
}
