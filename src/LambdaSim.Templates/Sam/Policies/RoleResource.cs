using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.Policies;

/// <summary>A role as CloudFormation has it.</summary>
internal static class RoleResource
{
    public static MapNode Of(RoleDraft draft, Node trust, Node? tags, Node? path, Node? boundary) => Node.Map(
        ("AssumeRolePolicyDocument", trust),
        ("ManagedPolicyArns", draft.Managed.Count == 0 ? null : Node.List(draft.Managed)),
        ("Policies", draft.Policies.Count == 0 ? null : Node.List(draft.Policies)),
        ("PermissionsBoundary", boundary),
        ("Path", path),
        ("Tags", TagList.Of(tags)));

    /// <summary>Lets a service take the role.</summary>
    public static MapNode Trust(string service) => Node.Map(
        ("Version", Node.Of("2012-10-17")),
        ("Statement", Node.List(Node.Map(
            ("Action", Make.Texts("sts:AssumeRole")),
            ("Effect", Node.Of("Allow")),
            ("Principal", Node.Map(("Service", Make.Texts(service))))))));

    public static Node Managed(string name, SamContext context) => Node.Of(new LambdaSim.Resources.Arn(context.Inputs.Partition, "iam", string.Empty, "aws", $"policy/{name}").ToString());
}
