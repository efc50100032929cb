using System.Text.Json.Nodes;
using LambdaSim.Functions.Model;
using LambdaSim.Resources;

namespace LambdaSim.Functions;

// Who may use a layer version (rules CTL-LAYER-POLICY, CTL-LAYER-POLICY-REVISION).
internal sealed partial class ControlPlane
{
    /// <summary>Adds a statement to a version's policy.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public AddLayerVersionPermissionResponse AddLayerVersionPermission(AddLayerVersionPermissionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var version = RequireLayerVersion(request.LayerName, request.VersionNumber, new Constraints()
            .Required("statementId", request.StatementId)
            .Length("statementId", request.StatementId, 1, 100)
            .Pattern("statementId", request.StatementId, LayerPatterns.StatementIdRegex(), LayerPatterns.StatementId)
            .Required("action", request.Action)
            .Length("action", request.Action, 0, 22)
            .Pattern("action", request.Action, LayerPatterns.ActionRegex(), LayerPatterns.Action)
            .Required("principal", request.Principal)
            .Pattern("principal", request.Principal, LayerPatterns.PrincipalRegex(), LayerPatterns.Principal)
            .Length("organizationId", request.OrganizationId, 0, 34)
            .Pattern("organizationId", request.OrganizationId, LayerPatterns.OrganizationRegex(), LayerPatterns.Organization));
        RequireLayerPolicy(version, request.RevisionId);
        if (version.Policy.Exists(s => s.Sid == request.StatementId))
        {
            throw new ResourceConflictException($"The statement id ({request.StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.");
        }

        var statement = LayerStatement(version, request);
        version.Policy.Add((request.StatementId!, statement));
        version.PolicyRevision = _ids.Revision();
        return new AddLayerVersionPermissionResponse { Statement = statement, RevisionId = version.PolicyRevision };
    }

    /// <summary>A version's policy.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public GetLayerVersionPolicyResponse GetLayerVersionPolicy(LayerVersionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var version = RequireLayerVersion(request.LayerName, request.VersionNumber, new Constraints());
        RequireAnyStatement(version);
        return new GetLayerVersionPolicyResponse
        {
            Policy = $$"""{"Version":"2012-10-17","Id":"default","Statement":[{{string.Join(',', version.Policy.Select(s => s.Statement))}}]}""",
            RevisionId = version.PolicyRevision,
        };
    }

    /// <summary>Removes a statement; with the last one the policy goes.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public void RemoveLayerVersionPermission(RemoveLayerVersionPermissionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var version = RequireLayerVersion(request.LayerName, request.VersionNumber, new Constraints()
            .Required("statementId", request.StatementId)
            .Length("statementId", request.StatementId, 1, 100)
            .Pattern("statementId", request.StatementId, LayerPatterns.StatementIdRegex(), LayerPatterns.StatementId));
        RequireAnyStatement(version);
        RequireLayerPolicy(version, request.RevisionId);
        var at = version.Policy.FindIndex(s => s.Sid == request.StatementId);
        if (at < 0)
        {
            throw new ResourceNotFoundException($"Statement {request.StatementId} is not found in resource policy.");
        }

        version.Policy.RemoveAt(at);
        version.PolicyRevision = version.Policy.Count == 0 ? null : _ids.Revision();
    }

    private LayerVersionEntry RequireLayerVersion(string? layerName, long? versionNumber, Constraints constraints)
    {
        var (name, number) = LayerVersion(layerName, versionNumber, constraints);
        return FindLayerVersion(name, number) ?? throw new ResourceNotFoundException($"Layer version {LayerVersionArn(name, number)} does not exist.");
    }

    private static void RequireAnyStatement(LayerVersionEntry version)
    {
        if (version.Policy.Count == 0)
        {
            throw new ResourceNotFoundException("No policy is associated with the given resource.");
        }
    }

    private static void RequireLayerPolicy(LayerVersionEntry version, string? revisionId)
    {
        if (revisionId is not null && revisionId != version.PolicyRevision)
        {
            throw new PreconditionFailedException("The Revision Id provided does not match the latest Revision Id. Call the GetLayerPolicy API to retrieve the latest Revision Id");
        }
    }

    private string LayerStatement(LayerVersionEntry version, AddLayerVersionPermissionRequest request)
    {
        var principal = request.Principal!;
        var statement = new JsonObject
        {
            ["Sid"] = request.StatementId,
            ["Effect"] = "Allow",
            ["Principal"] = principal == "*" ? "*"
                : new JsonObject { ["AWS"] = Arn.TryParse(principal, out _) ? principal : Address.Global("iam", "root", principal) },
            ["Action"] = request.Action,
            ["Resource"] = version.Arn,
        };
        if (request.OrganizationId is { } organization)
        {
            statement["Condition"] = new JsonObject { ["StringEquals"] = new JsonObject { ["aws:PrincipalOrgID"] = organization } };
        }

        return statement.ToJsonString();
    }
}
