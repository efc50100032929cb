using LambdaSim.Wire.Codecs;
using static LambdaSim.Wire.Codecs.Model;

namespace LambdaSim.Wire.Iam;

/// <summary>The shapes of IAM's roles, policies and instance profiles.</summary>
internal static class IamShapes
{
    private static readonly WireShape _roleName = Text(@"[\w+=,.@-]+", 1, 64);
    private static readonly WireShape _name = Text(@"[\w+=,.@-]+", 1, 128);
    private static readonly WireShape _document = Text(@"[\u0009\u000A\u000D\u0020-\u00FF]+", 1, 131_072);
    private static readonly WireShape _arn = Text(20, 2_048);
    private static readonly WireShape _path = Text(@"(\u002F)|(\u002F[\u0021-\u007E]+\u002F)", 1, 512);
    private static readonly WireShape _description = Text(0, 1_000);
    private static readonly WireShape _versionId = Text(@"v[1-9][0-9]*(\.[A-Za-z0-9-]*)?", null);
    private static readonly WireShape _tagKey = Text(1, 128);
    private static readonly WireShape _tags = List(WireShape.Structure("Tag", Required("Key", _tagKey), Required("Value", Text(0, 256))), 0, 50);
    private static readonly WireShape _keys = List(_tagKey, 0, 50);
    private static readonly WireMember[] _page = [Member("Marker", Text(1, 320)), Member("MaxItems", Number(1, 1_000))];
    private static readonly WireMember[] _more = [Member("IsTruncated", WireShape.Boolean), Text("Marker")];
    private static readonly WireMember _created = Member("CreateDate", WireShape.Timestamp);

    private static readonly WireShape _role = WireShape.Structure("Role",
        Text("Path"), Text("RoleName"), Text("RoleId"), Text("Arn"), _created, Text("AssumeRolePolicyDocument"), Text("Description"), Member("MaxSessionDuration", WireShape.Integer),
        Member("PermissionsBoundary", WireShape.Structure("AttachedPermissionsBoundary", Text("PermissionsBoundaryType"), Text("PermissionsBoundaryArn"))), Member("Tags", _tags),
        Member("RoleLastUsed", WireShape.Structure("RoleLastUsed", Text("Region"))));

    private static readonly WireShape _policy = WireShape.Structure("Policy",
        Text("PolicyName"), Text("PolicyId"), Text("Arn"), Text("Path"), Text("DefaultVersionId"), Member("AttachmentCount", WireShape.Integer), Member("PermissionsBoundaryUsageCount", WireShape.Integer),
        Member("IsAttachable", WireShape.Boolean), Text("Description"), _created, Member("UpdateDate", WireShape.Timestamp), Member("Tags", _tags));

    private static readonly WireShape _version = WireShape.Structure("PolicyVersion", Text("Document"), Text("VersionId"), Member("IsDefaultVersion", WireShape.Boolean), _created);

    private static readonly WireShape _profile = WireShape.Structure("InstanceProfile",
        Text("Path"), Text("InstanceProfileName"), Text("InstanceProfileId"), Text("Arn"), _created, Member("Roles", List(_role)), Member("Tags", _tags));

    private static readonly WireMember _ofRole = Required("RoleName", _roleName);
    private static readonly WireMember _ofPolicy = Required("PolicyArn", _arn);
    private static readonly WireMember _ofProfile = Required("InstanceProfileName", _name);

    private static readonly Dictionary<string, WireOperation> _all = new[]
    {
        Operation("CreateRole",
            [
                Member("Path", _path), _ofRole, Required("AssumeRolePolicyDocument", _document), Member("Description", _description), Member("MaxSessionDuration", Number(3_600, 43_200)),
                Member("PermissionsBoundary", _arn), Member("Tags", _tags),
            ],
            Member("Role", _role)),
        Operation("GetRole", [_ofRole], Member("Role", _role)),
        Operation("ListRoles", [Member("PathPrefix", Text(1, 512)), .. _page], [Member("Roles", List(_role)), .. _more]),
        Operation("UpdateRole", [_ofRole, Member("Description", _description), Member("MaxSessionDuration", Number(3_600, 43_200))]),
        Operation("UpdateRoleDescription", [_ofRole, Required("Description", _description)], Member("Role", _role)),
        Operation("UpdateAssumeRolePolicy", [_ofRole, Required("PolicyDocument", _document)]),
        Operation("DeleteRole", [_ofRole]),
        Operation("PutRolePermissionsBoundary", [_ofRole, Required("PermissionsBoundary", _arn)]),
        Operation("DeleteRolePermissionsBoundary", [_ofRole]),
        Operation("PutRolePolicy", [_ofRole, Required("PolicyName", _name), Required("PolicyDocument", _document)]),
        Operation("GetRolePolicy", [_ofRole, Required("PolicyName", _name)], Text("RoleName"), Text("PolicyName"), Text("PolicyDocument")),
        Operation("ListRolePolicies", [_ofRole, .. _page], [Member("PolicyNames", List(WireShape.String)), .. _more]),
        Operation("DeleteRolePolicy", [_ofRole, Required("PolicyName", _name)]),
        Operation("AttachRolePolicy", [_ofRole, _ofPolicy]),
        Operation("DetachRolePolicy", [_ofRole, _ofPolicy]),
        Operation("ListAttachedRolePolicies", [_ofRole, Member("PathPrefix", Text(1, 512)), .. _page],
            [Member("AttachedPolicies", List(WireShape.Structure("AttachedPolicy", Text("PolicyName"), Text("PolicyArn")))), .. _more]),
        Operation("TagRole", [_ofRole, Required("Tags", _tags)]),
        Operation("UntagRole", [_ofRole, Required("TagKeys", _keys)]),
        Operation("ListRoleTags", [_ofRole, .. _page], [Member("Tags", _tags), .. _more]),
        Operation("CreatePolicy", [Required("PolicyName", _name), Member("Path", Text(1, 512)), Required("PolicyDocument", _document), Member("Description", _description), Member("Tags", _tags)], Member("Policy", _policy)),
        Operation("GetPolicy", [_ofPolicy], Member("Policy", _policy)),
        Operation("ListPolicies",
            [Member("Scope", OneOf("All", "AWS", "Local")), Member("OnlyAttached", WireShape.Boolean), Member("PathPrefix", Text(1, 512)), Refused("PolicyUsageFilter", WireShape.String), .. _page],
            [Member("Policies", List(_policy)), .. _more]),
        Operation("DeletePolicy", [_ofPolicy]),
        Operation("CreatePolicyVersion", [_ofPolicy, Required("PolicyDocument", _document), Member("SetAsDefault", WireShape.Boolean)], Member("PolicyVersion", _version)),
        Operation("GetPolicyVersion", [_ofPolicy, Required("VersionId", _versionId)], Member("PolicyVersion", _version)),
        Operation("ListPolicyVersions", [_ofPolicy, .. _page], [Member("Versions", List(_version)), .. _more]),
        Operation("SetDefaultPolicyVersion", [_ofPolicy, Required("VersionId", _versionId)]),
        Operation("DeletePolicyVersion", [_ofPolicy, Required("VersionId", _versionId)]),
        Operation("ListEntitiesForPolicy", [_ofPolicy, Refused("EntityFilter", WireShape.String), Member("PathPrefix", Text(1, 512)), Refused("PolicyUsageFilter", WireShape.String), .. _page],
            [
                Member("PolicyGroups", List(WireShape.Structure("PolicyGroup", Text("GroupName"), Text("GroupId")))), Member("PolicyUsers", List(WireShape.Structure("PolicyUser", Text("UserName"), Text("UserId")))),
                Member("PolicyRoles", List(WireShape.Structure("PolicyRole", Text("RoleName"), Text("RoleId")))), .. _more,
            ]),
        Operation("TagPolicy", [_ofPolicy, Required("Tags", _tags)]),
        Operation("UntagPolicy", [_ofPolicy, Required("TagKeys", _keys)]),
        Operation("ListPolicyTags", [_ofPolicy, .. _page], [Member("Tags", _tags), .. _more]),
        Operation("CreateInstanceProfile", [_ofProfile, Member("Path", _path), Member("Tags", _tags)], Member("InstanceProfile", _profile)),
        Operation("GetInstanceProfile", [_ofProfile], Member("InstanceProfile", _profile)),
        Operation("DeleteInstanceProfile", [_ofProfile]),
        Operation("AddRoleToInstanceProfile", [_ofProfile, _ofRole]),
        Operation("RemoveRoleFromInstanceProfile", [_ofProfile, _ofRole]),
        Operation("ListInstanceProfiles", [Member("PathPrefix", Text(1, 512)), .. _page], [Member("InstanceProfiles", List(_profile)), .. _more]),
        Operation("ListInstanceProfilesForRole", [_ofRole, .. _page], [Member("InstanceProfiles", List(_profile)), .. _more]),
    }.ToDictionary(static o => o.Name, StringComparer.Ordinal);

    public static WireService Service { get; } = new("IAM", "2010-05-08") { XmlNamespace = "https://iam.amazonaws.com/doc/2010-05-08/" };

    /// <summary>An operation by its name; null: there is none.</summary>
    public static WireOperation? Find(string name) => _all.GetValueOrDefault(name);
}
