using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam.Functions;
using LambdaSim.Templates.Sam.Policies;

namespace LambdaSim.Templates.Sam.StateMachines;

/// <summary><c>AWS::Serverless::StateMachine</c>: the state machine, its role, its alias, and what its events need.</summary>
internal sealed class StateMachineType : IResourceType
{
    private static readonly PropertyTable Table = new()
    {
        { "Definition", Takes.Map },
        { "DefinitionUri", Takes.Text | Takes.Map },
        { "Logging", Takes.Map },
        { "Role", Takes.Text },
        { "RolePath" },
        { "DefinitionSubstitutions", Takes.Map },
        { "Events", Takes.Map },
        { "Name", Takes.Text },
        { "Type", Takes.Text },
        { "Tags", Takes.Map },
        { "PropagateTags", Takes.Boolean },
        { "Policies", Takes.Text | Takes.List | Takes.Map },
        { "Tracing", Takes.Map },
        { "PermissionsBoundary", Takes.Text },
        { "AutoPublishAlias" },
        { "DeploymentPreference", Takes.Map },
        { "UseAliasAsEventTarget" },
    };

    public string Type => "AWS::Serverless::StateMachine";

    public void Translate(SamResource machine, SamContext context)
    {
        Table.Check(machine.Id, Type, machine.Properties);
        var properties = new MapBuilder(StateMachineDefinition.Of(machine, context));
        properties.Set("RoleArn", Role(machine, context));
        foreach (var (from, to) in new[] { ("Name", "StateMachineName"), ("Type", "StateMachineType"), ("Logging", "LoggingConfiguration"), ("Tracing", "TracingConfiguration") })
        {
            if (machine[from] is { } value)
            {
                properties.Set(to, value);
            }
        }

        properties.Set("Tags", Tags(machine["Tags"]));
        context.Add(machine, machine.Id, "AWS::StepFunctions::StateMachine", properties.ToNode(default), machine.Own);
        var alias = StateMachineAlias.Add(machine, properties.ToNode(default), context);
        var target = Make.Ref(alias is not null && Make.IsTrue(machine["UseAliasAsEventTarget"]) ? alias : machine.Id);
        foreach (var (name, value) in (machine["Events"] as MapNode)?.Members ?? [])
        {
            if (!Make.IsNull(value))
            {
                var (type, given) = FunctionEvents.Read(machine, name, value, SamTypes.StateMachineEvents);
                type.Translate(new SamEvent(machine, name, type.Type, given, target, machine.Id, target, Role: null), context);
            }
        }
    }

    private static Node Role(SamResource machine, SamContext context)
    {
        var policies = machine["Policies"];
        if (machine["Role"] is { } role)
        {
            return policies is null ? role : throw machine.Invalid("Specify either 'Role' or 'Policies' property and not both.", policies);
        }

        var draft = new RoleDraft();
        if (Make.IsTrue((machine["Tracing"] as MapNode)?["Enabled"]))
        {
            draft.Attach(RoleResource.Managed("AWSXrayWriteOnlyAccess", context));
        }

        var id = machine.Id + "Role";
        if (policies is not null)
        {
            PolicyList.Add(machine.Id, id, policies, draft, context);
        }

        var made = RoleResource.Of(draft, RoleResource.Trust("states.amazonaws.com"), null, machine["RolePath"], machine["PermissionsBoundary"]);
        context.Add(machine, id, "AWS::IAM::Role", made.With("ManagedPolicyArns", Node.List(draft.Managed)).With("Tags", Tags(machine["Tags"])), machine.Inherited);
        return Make.GetAtt(id, "Arn");
    }

    private static ListNode Tags(Node? tags) =>
        Node.List([Node.Map(("Key", Node.Of("stateMachine:createdBy")), ("Value", Node.Of("SAM"))), .. TagList.Pairs(tags)]);
}
