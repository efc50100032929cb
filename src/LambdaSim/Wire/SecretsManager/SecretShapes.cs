using LambdaSim.Wire.Codecs;
using static LambdaSim.Wire.Codecs.Model;

namespace LambdaSim.Wire.SecretsManager;

/// <summary>The shapes of Secrets Manager, with the limits of its model.</summary>
internal static class SecretShapes
{
    private static readonly WireShape _id = Text(1, 2_048);
    private static readonly WireShape _name = Text(1, 512);
    private static readonly WireShape _token = Text(32, 64);
    private static readonly WireShape _stage = Text(1, 256);
    private static readonly WireShape _stages = List(_stage, 1, 20);
    private static readonly WireShape _text = Text(1, 65_536);
    private static readonly WireShape _bytes = WireShape.Blob.Within(WireLimits.Length(1, 65_536));
    private static readonly WireShape _description = Text(0, 2_048);
    private static readonly WireShape _kms = Text(0, 2_048);
    private static readonly WireShape _tags = List(WireShape.Structure("Tag", Member("Key", Text(1, 128)), Member("Value", Text(0, 256))));
    private static readonly WireMember[] _page = [Member("MaxResults", Number(1, 100)), Member("NextToken", Text(1, 4_096))];

    private static readonly WireShape _filters = List(WireShape.Structure("Filter",
        Member("Key", OneOf("description", "name", "tag-key", "tag-value", "primary-region", "owning-service", "all")), Member("Values", List(Text(1, 512), 1, 10))), 0, 10);

    private static readonly WireMember[] _value =
    [
        Text("ARN"), Text("Name"), Text("VersionId"), Member("SecretBinary", WireShape.Blob), Text("SecretString"), Member("VersionStages", List(WireShape.String)), Member("CreatedDate", WireShape.Timestamp),
    ];

    private static readonly WireMember[] _entry =
    [
        Text("ARN"), Text("Name"), Text("Description"), Text("KmsKeyId"), Member("RotationEnabled", WireShape.Boolean), Member("LastChangedDate", WireShape.Timestamp),
        Member("LastAccessedDate", WireShape.Timestamp), Member("DeletedDate", WireShape.Timestamp), Member("CreatedDate", WireShape.Timestamp), Member("Tags", _tags),
    ];

    public static WireService Service { get; } = new("secretsmanager", "2017-10-17") { MessageMember = "Message" };

    public static WireOperation CreateSecret { get; } = Operation("CreateSecret",
        [
            Required("Name", _name), Member("ClientRequestToken", _token), Member("Description", _description), Member("KmsKeyId", _kms), Member("SecretBinary", _bytes), Member("SecretString", _text),
            Member("Tags", _tags), Member("AddReplicaRegions", List(WireShape.Structure("ReplicaRegion", Text("Region"), Text("KmsKeyId")))), Member("ForceOverwriteReplicaSecret", WireShape.Boolean), Refused("Type", WireShape.String),
        ],
        Text("ARN"), Text("Name"), Text("VersionId"));

    public static WireOperation UpdateSecret { get; } = Operation("UpdateSecret",
        [Required("SecretId", _id), Member("ClientRequestToken", _token), Member("Description", _description), Member("KmsKeyId", _kms), Member("SecretBinary", _bytes), Member("SecretString", _text)],
        Text("ARN"), Text("Name"), Text("VersionId"));

    public static WireOperation PutSecretValue { get; } = Operation("PutSecretValue",
        [Required("SecretId", _id), Member("ClientRequestToken", _token), Member("SecretBinary", _bytes), Member("SecretString", _text), Member("VersionStages", _stages), Refused("RotationToken", Text(36, 256))],
        Text("ARN"), Text("Name"), Text("VersionId"), Member("VersionStages", List(WireShape.String)));

    public static WireOperation GetSecretValue { get; } = Operation("GetSecretValue", [Required("SecretId", _id), Member("VersionId", _token), Member("VersionStage", _stage)], _value);

    public static WireOperation BatchGetSecretValue { get; } = Operation("BatchGetSecretValue",
        [Member("SecretIdList", List(_id, 1, 20)), Member("Filters", _filters), Member("MaxResults", Number(1, 20)), Member("NextToken", Text(1, 4_096))],
        Member("SecretValues", List(WireShape.Structure("SecretValueEntry", _value))), Text("NextToken"),
        Member("Errors", List(WireShape.Structure("APIErrorType", Text("SecretId"), Text("ErrorCode"), Text("Message")))));

    public static WireOperation DescribeSecret { get; } = Operation("DescribeSecret", [Required("SecretId", _id)],
        [.. _entry, Member("VersionIdsToStages", WireShape.MapOf(List(WireShape.String)))]);

    public static WireOperation ListSecrets { get; } = Operation("ListSecrets",
        [Member("IncludePlannedDeletion", WireShape.Boolean), .. _page, Member("Filters", _filters), Refused("SortOrder", OneOf("asc", "desc")), Refused("SortBy", WireShape.String)],
        Member("SecretList", List(WireShape.Structure("SecretListEntry", [.. _entry, Member("SecretVersionsToStages", WireShape.MapOf(List(WireShape.String)))]))), Text("NextToken"));

    public static WireOperation ListSecretVersionIds { get; } = Operation("ListSecretVersionIds", [Required("SecretId", _id), .. _page, Member("IncludeDeprecated", WireShape.Boolean)],
        Member("Versions", List(WireShape.Structure("SecretVersionsListEntry",
            Text("VersionId"), Member("VersionStages", List(WireShape.String)), Member("LastAccessedDate", WireShape.Timestamp), Member("CreatedDate", WireShape.Timestamp)))),
        Text("NextToken"), Text("ARN"), Text("Name"));

    public static WireOperation UpdateSecretVersionStage { get; } = Operation("UpdateSecretVersionStage",
        [Required("SecretId", _id), Required("VersionStage", _stage), Member("RemoveFromVersionId", _token), Member("MoveToVersionId", _token)], Text("ARN"), Text("Name"));

    public static WireOperation DeleteSecret { get; } = Operation("DeleteSecret",
        [Required("SecretId", _id), Member("RecoveryWindowInDays", WireShape.Long), Member("ForceDeleteWithoutRecovery", WireShape.Boolean)], Text("ARN"), Text("Name"), Member("DeletionDate", WireShape.Timestamp));

    public static WireOperation RestoreSecret { get; } = Operation("RestoreSecret", [Required("SecretId", _id)], Text("ARN"), Text("Name"));

    public static WireOperation TagResource { get; } = Operation("TagResource", [Required("SecretId", _id), Required("Tags", _tags)]);

    public static WireOperation UntagResource { get; } = Operation("UntagResource", [Required("SecretId", _id), Required("TagKeys", List(Text(1, 128)))]);

    public static WireOperation GetResourcePolicy { get; } = Operation("GetResourcePolicy", [Required("SecretId", _id)], Text("ARN"), Text("Name"), Text("ResourcePolicy"));

    public static WireOperation PutResourcePolicy { get; } = Operation("PutResourcePolicy",
        [Required("SecretId", _id), Required("ResourcePolicy", Text(1, 20_480)), Member("BlockPublicPolicy", WireShape.Boolean)], Text("ARN"), Text("Name"));

    public static WireOperation DeleteResourcePolicy { get; } = Operation("DeleteResourcePolicy", [Required("SecretId", _id)], Text("ARN"), Text("Name"));

    public static WireOperation GetRandomPassword { get; } = Operation("GetRandomPassword",
        [
            Member("PasswordLength", WireShape.Long.Within(WireLimits.Length(1, 4_096))), Member("ExcludeCharacters", Text(0, 4_096)), Member("ExcludeNumbers", WireShape.Boolean), Member("ExcludePunctuation", WireShape.Boolean),
            Member("ExcludeUppercase", WireShape.Boolean), Member("ExcludeLowercase", WireShape.Boolean), Member("IncludeSpace", WireShape.Boolean), Member("RequireEachIncludedType", WireShape.Boolean),
        ],
        Text("RandomPassword"));

    // Refused by name: rotation calls a function four times, which is not simulated.
    public static WireOperation RotateSecret { get; } = Operation("RotateSecret", [Required("SecretId", _id)], Text("ARN"));

    public static WireOperation CancelRotateSecret { get; } = Operation("CancelRotateSecret", [Required("SecretId", _id)], Text("ARN"));
}
