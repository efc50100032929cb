using System.Text.RegularExpressions;
using LambdaSim.Configuration;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// Resource policies, one for each qualifier (rules CTL-POLICY and CTL-POLICY-STATEMENT).
internal sealed partial class ControlPlane
{
    private const int MaxPolicySize = 20_480;
    private const string NoSuchResource = "The resource you requested does not exist.";

    /// <summary>AWS's <c>AddPermission</c>.</summary>
    public AddPermissionResponse AddPermission(AddPermissionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var reference = Refer(request.FunctionName, request.Qualifier, PermissionConstraints(request));
        if (reference.Qualifier == Latest)
        {
            throw new InvalidParameterValueException("We currently do not support adding policies for $LATEST.");
        }

        var entry = Require(reference);
        RequireQualifier(entry, reference);
        var key = reference.QualifierOrLatest;
        var policy = entry.Policies.GetValueOrDefault(key);
        RequirePolicyRevision(request.RevisionId, policy);
        if (policy?.Statements.Any(s => s.Sid == request.StatementId) == true)
        {
            throw new ResourceConflictException($"The statement id ({request.StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.");
        }

        var resource = reference.Qualifier is null ? Address.OfFunction(reference.Name) : Address.OfFunction(reference.Name, reference.Qualifier);
        var statement = PolicyStatement.Write(request, resource, Address.Partition);
        if (PolicyEntry.SizeWith(policy, statement) is > MaxPolicySize and var size)
        {
            throw new PolicyLengthExceededException(Text.Invariant($"The final policy size ({size}) is bigger than the limit ({MaxPolicySize})."));
        }

        var revision = _ids.Revision();
        if (policy is null)
        {
            entry.Policies.Add(key, policy = new PolicyEntry { RevisionId = revision });
        }

        policy.RevisionId = revision;
        policy.Statements.Add((request.StatementId!, statement));
        return new AddPermissionResponse { Statement = statement };
    }

    /// <summary>AWS's <c>RemovePermission</c>.</summary>
    public void RemovePermission(RemovePermissionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var reference = Refer(request.FunctionName, request.Qualifier, StatementId(request.StatementId, @"([a-zA-Z0-9-_.]+)", RemovableStatementIdRegex()));
        if (!Functions.TryGetValue(reference.Name, out var entry))
        {
            throw new ResourceNotFoundException($"No policy found for: {Address.OfFunction(reference.Name)}");
        }

        RequireQualifier(entry, reference);
        var policy = entry.Policies.GetValueOrDefault(reference.QualifierOrLatest) ?? throw new ResourceNotFoundException("No policy is associated with the given resource.");
        var index = policy.Statements.FindIndex(s => s.Sid == request.StatementId);
        if (index < 0)
        {
            throw new ResourceNotFoundException($"Statement {request.StatementId} is not found in resource policy.");
        }

        RequirePolicyRevision(request.RevisionId, policy);
        policy.Statements.RemoveAt(index);
        policy.RevisionId = _ids.Revision();
        if (policy.Statements.Count == 0)
        {
            entry.Policies.Remove(reference.QualifierOrLatest);
        }
    }

    /// <summary>AWS's <c>GetPolicy</c>.</summary>
    public GetPolicyResponse GetPolicy(GetPolicyRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var reference = Refer(request.FunctionName, request.Qualifier);
        var entry = Functions.GetValueOrDefault(reference.Name) ?? throw new ResourceNotFoundException(NoSuchResource);
        if (IsMissingAlias(entry, reference.Qualifier))
        {
            throw AliasNotFound(reference.Name, reference.Qualifier!);
        }

        var policy = entry.Policies.GetValueOrDefault(reference.QualifierOrLatest) ?? throw new ResourceNotFoundException(NoSuchResource);
        return new GetPolicyResponse { Policy = policy.Document, RevisionId = policy.RevisionId };
    }

    // A name with $ can be no alias: it is looked up as a version.
    private static bool IsMissingAlias(FunctionEntry entry, string? qualifier) =>
        qualifier is not null && NamePatterns.AliasRegex().IsMatch(qualifier) && !entry.Aliases.ContainsKey(qualifier);

    /// <summary>The qualifier names something of the function: a version and an alias are missed in different words (rule CTL-ALIAS).</summary>
    private void RequireQualifier(FunctionEntry entry, FunctionReference reference)
    {
        if (IsMissingAlias(entry, reference.Qualifier))
        {
            throw AliasNotFound(reference.Name, reference.Qualifier!);
        }

        _ = FindVersion(entry, reference.QualifierOrLatest) ?? throw NotFound(reference.Name, reference.Qualifier);
    }

    private static void RequirePolicyRevision(string? given, PolicyEntry? policy)
    {
        if (given is not null && given != policy?.RevisionId)
        {
            throw new PreconditionFailedException("The Revision Id provided does not match the latest Revision Id. Call the GetPolicy API to retrieve the latest Revision Id");
        }
    }

    private static Constraints StatementId(string? id, string printed, Regex regex) =>
        new Constraints().Required("statementId", id).Length("statementId", id, 1, 100).Pattern("statementId", id, regex, printed);

    private static Constraints PermissionConstraints(AddPermissionRequest request) =>
        StatementId(request.StatementId, "([a-zA-Z0-9-_]+)", StatementIdRegex())
            .Required("action", request.Action).Pattern("action", request.Action, ActionRegex(), "(lambda:[*]|lambda:[a-zA-Z]+|[*])")
            .Required("principal", request.Principal).Length("principal", request.Principal, 1, 2048).Pattern("principal", request.Principal, PrincipalRegex(), @"[^\s]+")
            .Pattern("sourceArn", request.SourceArn, SourceArnRegex(), @"arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1})?:(\d{12})?:(.*)")
            .Pattern("sourceAccount", request.SourceAccount, SourceAccountRegex(), @"\d{12}")
            .Length("eventSourceToken", request.EventSourceToken, 0, 256).Pattern("eventSourceToken", request.EventSourceToken, EventSourceTokenRegex(), @"[a-zA-Z0-9._\-]+")
            .Length("principalOrgID", request.PrincipalOrgID, 12, 34).Pattern("principalOrgID", request.PrincipalOrgID, PrincipalOrgRegex(), "o-[a-z0-9]{10,32}")
            .OneOf("functionUrlAuthType", request.FunctionUrlAuthType, "NONE", "AWS_IAM");

    [GeneratedRegex(@"\A[a-zA-Z0-9\-_]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex StatementIdRegex();

    [GeneratedRegex(@"\A[a-zA-Z0-9\-_.]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex RemovableStatementIdRegex();

    [GeneratedRegex(@"\A(lambda:\*|lambda:[a-zA-Z]+|\*)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ActionRegex();

    [GeneratedRegex(@"\A\S+\z", RegexOptions.CultureInvariant)]
    private static partial Regex PrincipalRegex();

    [GeneratedRegex(@"\Aarn:aws[a-zA-Z0-9-]*:[a-zA-Z0-9\-]+:((eusc-)?[a-z]{2}(-gov|-iso[a-z]?)?-[a-z]+-[0-9])?:([0-9]{12})?:.*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SourceArnRegex();

    [GeneratedRegex(@"\A[0-9]{12}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SourceAccountRegex();

    [GeneratedRegex(@"\A[a-zA-Z0-9._\-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex EventSourceTokenRegex();

    [GeneratedRegex(@"\Ao-[a-z0-9]{10,32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PrincipalOrgRegex();
}
