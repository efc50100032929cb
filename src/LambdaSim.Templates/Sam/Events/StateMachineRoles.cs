using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam.Policies;

namespace LambdaSim.Templates.Sam.Events;

/// <summary>The role by which a service starts a state machine.</summary>
internal static class StateMachineRoles
{
    public static void AddStart(SamEvent e, string service, SamContext context)
    {
        if (e["RoleArn"] is null)
        {
            Add(e, service, Node.Of(e.Id + "RoleStartExecutionPolicy"), "states:StartExecution", context);
        }
    }

    /// <summary>A role that may do one thing with the event's target.</summary>
    public static void Add(SamEvent e, string service, Node policy, string action, SamContext context, params IReadOnlyList<Node> more)
    {
        var draft = new RoleDraft();
        draft.Add(policy, RoleDraft.Statements([RoleDraft.Allow(Node.Of(action), e.Arn), .. more]));
        context.Add(
            e.Owner,
            e.Id + "Role",
            "AWS::IAM::Role",
            Node.Map(
                ("AssumeRolePolicyDocument", RoleResource.Trust(service)),
                ("Policies", Node.List(draft.Policies)),
                ("PermissionsBoundary", e["PermissionsBoundary"] ?? e.Owner["PermissionsBoundary"])),
            e.Inherited);
    }
}
