using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.Functions;

/// <summary>All deployments of a template: a group for each function, and what they share, one application and one role.</summary>
internal sealed class DeploymentList
{
    public const string Application = "ServerlessDeploymentApplication";

    public const string Role = "CodeDeployServiceRole";

    private const string SharedCondition = "ServerlessCodeDeployCondition";

    private readonly List<Deployment> _deployments = [];

    public void Add(Deployment deployment) => _deployments.Add(deployment);

    /// <summary>Puts the resources in, after all functions are known.</summary>
    public void Emit(SamContext context)
    {
        if (_deployments.Count == 0)
        {
            return;
        }

        var first = _deployments[0].Function;
        var attributes = Attributes(context);
        context.Add(first, Application, "AWS::CodeDeploy::Application", Node.Map(("ComputePlatform", Node.Of("Lambda"))), attributes);
        if (_deployments.Any(d => d.Preference["Role"] is null))
        {
            context.Add(
                first,
                Role,
                "AWS::IAM::Role",
                Node.Map(
                    ("AssumeRolePolicyDocument", Policies.RoleResource.Trust("codedeploy.amazonaws.com")),
                    ("ManagedPolicyArns", Node.List(Policies.RoleResource.Managed("service-role/AWSCodeDeployRoleForLambda", context)))),
                attributes);
        }

        foreach (var deployment in _deployments)
        {
            context.Add(
                deployment.Function,
                deployment.Id,
                "AWS::CodeDeploy::DeploymentGroup",
                deployment.Group(),
                deployment.Condition is { } condition ? Node.Map(("Condition", Node.Of(condition))) : null);
        }
    }

    // What is shared exists as soon as one of the groups does.
    private MapNode? Attributes(SamContext context)
    {
        var conditions = _deployments.Select(d => d.Condition).Distinct(StringComparer.Ordinal).ToArray();
        if (conditions.Contains(null, StringComparer.Ordinal))
        {
            return null;
        }

        if (conditions.Length == 1)
        {
            return Node.Map(("Condition", Node.Of(conditions[0]!)));
        }

        context.AddCondition(SharedCondition, Any([.. conditions.OfType<string>().Order(StringComparer.Ordinal)], context, SharedCondition));
        return Node.Map(("Condition", Node.Of(SharedCondition)));
    }

    // Fn::Or takes ten at most, so that more become a tree.
    private static MapNode Any(string[] names, SamContext context, string name)
    {
        while (names.Length > 10)
        {
            names = [.. names.Chunk(10).Select((chunk, i) =>
            {
                var part = Text.Invariant($"{name}{i}");
                context.AddCondition(part, chunk.Length == 1 ? Node.Map(("Condition", Node.Of(chunk[0]))) : Or(chunk));
                return part;
            })];
        }

        return Or(names);
    }

    private static MapNode Or(string[] names) => Node.Map(("Fn::Or", Node.List([.. names.Select(n => Node.Map(("Condition", Node.Of(n))))])));
}
