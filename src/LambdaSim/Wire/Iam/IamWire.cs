using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Roles;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.Iam;

/// <summary>IAM, as far as deployments ask it (rule IAM-NAMES).</summary>
internal sealed class IamWire() : TableService(IamShapes.Service, WireProtocol.AwsQuery, _operations)
{
    private const string Root = "/";

    private const int Hour = 3_600;

    private static readonly TableOperation[] _operations =
    [
        Of("CreateRole", CreateRole),
        Of("GetRole", static c => new JsonObject { ["Role"] = IamDocument.Of(Role(c)) }),
        Of("ListRoles", static c => IamDocument.Page(c, "Roles", At(c).Roles.Where(r => IsBelow(c, r.Path)).Select(static r => (r.Name, (JsonNode)IamDocument.Of(r))))),
        Of("UpdateRole", static c => Done(() => (Role(c).Description, Role(c).MaxSessionSeconds) = (c.Text("Description") ?? Role(c).Description, c.Number("MaxSessionDuration") ?? Hour))),
        Of("UpdateRoleDescription", static c =>
        {
            Role(c).Description = c.Text("Description");
            return new JsonObject { ["Role"] = IamDocument.Of(Role(c)) };
        }),
        Of("UpdateAssumeRolePolicy", static c => Done(() => Role(c).Trust = c.Text("PolicyDocument")!)),
        Of("DeleteRole", static c => Done(() => At(c).DeleteRole(c.Text("RoleName")!))),
        Of("PutRolePermissionsBoundary", static c => Done(() => Role(c).Boundary = c.Text("PermissionsBoundary"))),
        Of("DeleteRolePermissionsBoundary", static c => Done(() => Role(c).Boundary = null)),
        Of("PutRolePolicy", static c => Done(() => At(c).PutInline(c.Text("RoleName")!, c.Text("PolicyName")!, c.Text("PolicyDocument")!))),
        Of("GetRolePolicy", static c => new JsonObject
        {
            ["RoleName"] = c.Text("RoleName"), ["PolicyName"] = c.Text("PolicyName"), ["PolicyDocument"] = Uri.EscapeDataString(At(c).Inline(c.Text("RoleName")!, c.Text("PolicyName")!)),
        }),
        Of("ListRolePolicies", static c => IamDocument.Page(c, "PolicyNames", Role(c).Inline.Keys.Select(static n => (n, (JsonNode)n)))),
        Of("DeleteRolePolicy", static c => Done(() => _ = At(c).Inline(c.Text("RoleName")!, c.Text("PolicyName")!) is null || Role(c).Inline.Remove(c.Text("PolicyName")!))),
        Of("AttachRolePolicy", static c => Done(() => At(c).Attach(c.Text("RoleName")!, c.Text("PolicyArn")!))),
        Of("DetachRolePolicy", static c => Done(() => At(c).Detach(c.Text("RoleName")!, c.Text("PolicyArn")!))),
        Of("ListAttachedRolePolicies", static c => IamDocument.Page(c, "AttachedPolicies",
            Role(c).Attached.Order(StringComparer.Ordinal).Select(static a => (a, (JsonNode)new JsonObject { ["PolicyName"] = a[(a.LastIndexOf('/') + 1)..], ["PolicyArn"] = a })))),
        Of("TagRole", static c => Done(() => IamService.Tag(Role(c).Tags, IamDocument.Tags(c)))),
        Of("UntagRole", static c => Done(() => c.Texts("TagKeys").ToList().ForEach(k => Role(c).Tags.Remove(k)))),
        Of("ListRoleTags", static c => IamDocument.Page(c, "Tags", Role(c).Tags.Select(static t => (t.Key, IamDocument.Tag(t))))),
        Of("CreatePolicy", CreatePolicy),
        Of("GetPolicy", static c => new JsonObject { ["Policy"] = IamDocument.Of(Policy(c), At(c), withTags: true) }),
        Of("ListPolicies", static c => IamDocument.Page(c, "Policies", At(c).Policies
            .Where(p => c.Text("Scope") != "AWS" && IsBelow(c, p.Path) && (!c.Flag("OnlyAttached") || At(c).AttachmentsOf(p.Arn.ToString()) > 0))
            .Select(p => (p.Arn.ToString(), (JsonNode)IamDocument.Of(p, At(c), withTags: false))))),
        Of("DeletePolicy", static c => Done(() => At(c).DeletePolicy(c.Text("PolicyArn")!))),
        Of("CreatePolicyVersion", static c => new JsonObject
        {
            ["PolicyVersion"] = IamDocument.Of(At(c).AddVersion(c.Text("PolicyArn")!, c.Text("PolicyDocument")!, c.Flag("SetAsDefault")), Policy(c), withDocument: false),
        }),
        Of("GetPolicyVersion", static c => new JsonObject { ["PolicyVersion"] = IamDocument.Of(Policy(c).At(c.Text("VersionId")!), Policy(c), withDocument: true) }),
        Of("ListPolicyVersions", static c => IamDocument.Page(c, "Versions", Policy(c).Versions.Select((v, i) => (LambdaSim.Configuration.Text.Of(i), (JsonNode)IamDocument.Of(v, Policy(c), withDocument: false))))),
        Of("SetDefaultPolicyVersion", static c => Done(() => At(c).ChooseVersion(c.Text("PolicyArn")!, c.Text("VersionId")!))),
        Of("DeletePolicyVersion", static c => Done(() => Policy(c).Remove(c.Text("VersionId")!))),
        Of("ListEntitiesForPolicy", ListEntities),
        Of("TagPolicy", static c => Done(() => IamService.Tag(Policy(c).Tags, IamDocument.Tags(c)))),
        Of("UntagPolicy", static c => Done(() => c.Texts("TagKeys").ToList().ForEach(k => Policy(c).Tags.Remove(k)))),
        Of("ListPolicyTags", static c => IamDocument.Page(c, "Tags", Policy(c).Tags.Select(static t => (t.Key, IamDocument.Tag(t))))),
        Of("CreateInstanceProfile", static c =>
        {
            var profile = At(c).CreateProfile(c.Text("InstanceProfileName")!, c.Text("Path") ?? Root);
            IamService.Tag(profile.Tags, IamDocument.Tags(c));
            return new JsonObject { ["InstanceProfile"] = IamDocument.Of(profile) };
        }),
        Of("GetInstanceProfile", static c => new JsonObject { ["InstanceProfile"] = IamDocument.Of(Profile(c)) }),
        Of("DeleteInstanceProfile", static c => Done(() => At(c).DeleteProfile(c.Text("InstanceProfileName")!))),
        Of("AddRoleToInstanceProfile", static c => Done(() => At(c).AddToProfile(c.Text("InstanceProfileName")!, c.Text("RoleName")!))),
        Of("RemoveRoleFromInstanceProfile", static c => Done(() => Profile(c).Role = Profile(c).Role?.Name == Role(c).Name ? null : Profile(c).Role)),
        Of("ListInstanceProfiles", static c => IamDocument.Page(c, "InstanceProfiles", At(c).Profiles.Where(p => IsBelow(c, p.Path)).Select(static p => (p.Name, (JsonNode)IamDocument.Of(p))))),
        Of("ListInstanceProfilesForRole", static c => IamDocument.Page(c, "InstanceProfiles", At(c).Profiles.Where(p => p.Role == Role(c)).Select(static p => (p.Name, (JsonNode)IamDocument.Of(p))))),
    ];

    public override string SigningName => "iam";

    protected override string Title => "IAM";

    protected override WireFault Violated(string message) => new(new WireError("ValidationError"), message);

    private static TableOperation Of(string name, Func<TableCall, JsonObject?> work) => new(IamShapes.Find(name)!, work);

    private static IamService At(TableCall call) => call.World.Book<IamBook>().At(call.Caller.Account);

    private static Role Role(TableCall call) => At(call).Role(call.Text("RoleName")!);

    private static ManagedPolicy Policy(TableCall call) => At(call).Policy(call.Text("PolicyArn")!);

    private static InstanceProfile Profile(TableCall call) => At(call).Profile(call.Text("InstanceProfileName")!);

    private static bool IsBelow(TableCall call, string path) => path.StartsWith(call.Text("PathPrefix") ?? Root, StringComparison.Ordinal);

    private static JsonObject? Done(Action work)
    {
        work();
        return null;
    }

    private static JsonObject CreateRole(TableCall call)
    {
        var role = At(call).CreateRole(call.Text("RoleName")!, call.Text("Path") ?? Root, call.Text("AssumeRolePolicyDocument")!);
        role.Description = call.Text("Description");
        role.MaxSessionSeconds = call.Number("MaxSessionDuration") ?? Hour;
        role.Boundary = call.Text("PermissionsBoundary");
        IamService.Tag(role.Tags, IamDocument.Tags(call));
        return new JsonObject { ["Role"] = IamDocument.Of(role) };
    }

    private static JsonObject CreatePolicy(TableCall call)
    {
        var policy = At(call).CreatePolicy(call.Text("PolicyName")!, call.Text("Path") ?? Root, call.Text("PolicyDocument")!, call.Text("Description"));
        IamService.Tag(policy.Tags, IamDocument.Tags(call));
        return new JsonObject { ["Policy"] = IamDocument.Of(policy, At(call), withTags: true) };
    }

    private static JsonObject ListEntities(TableCall call)
    {
        var arn = Policy(call).Arn.ToString();
        var page = IamDocument.Page(call, "PolicyRoles", At(call).Roles.Where(r => r.Attached.Contains(arn, StringComparer.Ordinal))
            .Select(static r => (r.Name, (JsonNode)new JsonObject { ["RoleName"] = r.Name, ["RoleId"] = IamDocument.IdOf("AROA", r.Arn.Account, r.Name) })));
        page["PolicyGroups"] = new JsonArray();
        page["PolicyUsers"] = new JsonArray();
        return page;
    }
}
