using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.StateMachines;

/// <summary>The alias of a state machine that <c>AutoPublishAlias</c> keeps at its newest version.</summary>
internal static class StateMachineAlias
{
    /// <summary>Adds version and alias; the alias's logical id, or null where none is asked for.</summary>
    public static string? Add(SamResource machine, MapNode properties, SamContext context)
    {
        if (machine["AutoPublishAlias"] is not { } given)
        {
            return machine["DeploymentPreference"] is null ? null : throw machine.Invalid("'DeploymentPreference' requires AutoPublishAlias property to be specified.", machine["DeploymentPreference"]);
        }

        var version = machine.Id + "Version" + StableHash.Of(properties);
        var alias = machine.Id + "Alias" + Make.Text(context.Parameters.Resolve(given));
        context.Add(
            machine,
            version,
            "AWS::StepFunctions::StateMachineVersion",
            Node.Map(("StateMachineArn", Make.Ref(machine.Id)), ("StateMachineRevisionId", Make.GetAtt(machine.Id, "StateMachineRevisionId"))),
            machine.Inherited.With("DeletionPolicy", Node.Of("Retain")).With("UpdateReplacePolicy", Node.Of("Retain")));
        var preference = machine["DeploymentPreference"] as MapNode;
        context.Add(
            machine,
            alias,
            "AWS::StepFunctions::StateMachineAlias",
            Node.Map(
                ("Name", given),
                ("DeploymentPreference", preference?.With("StateMachineVersionArn", Make.Ref(version))),
                ("RoutingConfiguration", preference is null
                    ? Node.List(Node.Map(("StateMachineVersionArn", Make.Ref(version)), ("Weight", Node.Of(100))))
                    : null)),
            machine.Inherited);
        return alias;
    }
}
