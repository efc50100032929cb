using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;

namespace LambdaSim.Templates.Sam.Events;

/// <summary>A user pool of the template calls the function at a step of its work.</summary>
internal sealed class CognitoEvent : IEventType
{
    private static readonly PropertyTable Table = new()
    {
        { "UserPool", Takes.Required },
        { "Trigger", Takes.Text | Takes.List | Takes.Required | Takes.Literal },
    };

    public string Type => "Cognito";

    public void Translate(SamEvent e, SamContext context)
    {
        Table.Check(e);
        if (!Intrinsic.IsRef(e["UserPool"], out var id) || context[id] is not { } pool || Make.Text(pool["Type"]) != "AWS::Cognito::UserPool")
        {
            throw e.Invalid("Cognito events must reference a Cognito UserPool in the same template.", e["UserPool"]);
        }

        context.Add(
            e.Owner,
            e.Owner.Id + "CognitoPermission",
            "AWS::Lambda::Permission",
            e.Permission("cognito-idp.amazonaws.com", ("SourceArn", Make.GetAtt(id, "Arn"))),
            e.Inherited);
        context.Set(id, Triggered(id, pool, e));
    }

    private static MapNode Triggered(string id, MapNode pool, SamEvent e)
    {
        var properties = pool["Properties"] as MapNode ?? MapNode.Empty;
        var triggers = properties["LambdaConfig"] switch
        {
            null or LiteralNode { Literal: LiteralKind.Null } => MapNode.Empty,
            MapNode map => map,
            var other => throw SamFault.Resource(id, "Property 'LambdaConfig' should be a map.", other),
        };
        foreach (var trigger in e["Trigger"] is ListNode list ? list.Items : [e["Trigger"]!])
        {
            if (Make.Text(trigger) is not { } name)
            {
                throw e.Invalid("Trigger should be a string.", trigger);
            }

            if (triggers.Has(name))
            {
                throw e.Invalid($"Cognito trigger \"{name}\" defined multiple times.", trigger);
            }

            triggers = triggers.With(name, e.Arn);
        }

        return pool.With("Properties", properties.With("LambdaConfig", triggers));
    }
}
