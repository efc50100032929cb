using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam.Apis.Documents;
using LambdaSim.Templates.Sam.Events;

namespace LambdaSim.Templates.Sam.Apis.Events;

/// <summary>A state machine that a method of a REST API starts.</summary>
internal sealed class StateMachineApiEvent : IEventType
{
    public string Type => "Api";

    public void Translate(SamEvent e, SamContext context)
    {
        var target = RestApiTarget.Of(e, context);
        StateMachineRoles.AddStart(e, "apigateway.amazonaws.com", context);
        if (!target.Edited || target.Properties?["DefinitionBody"] is not MapNode body)
        {
            return;
        }

        var (path, method) = (Make.Text(e["Path"])!, Make.Text(e["Method"])!);
        var document = RestApiTarget.Document(e, target, body);
        Integrations.Add(document, path, method, Integration(e), e.Owner.Condition, Node.Map(("responses", Node.Map(
            ("200", Node.Map(("description", Node.Of("OK")))),
            ("400", Node.Map(("description", Node.Of("Bad Request"))))))));
        MethodAuth.Of(e, target.Properties, context)?.AddToRest(document, target.Stage);
        ApiReference.Set(context, target.Id!, "DefinitionBody", target.Merged ? ApiDocument.Merge(body, document.Body) : document.Body);
    }

    private static MapNode Integration(SamEvent e)
    {
        var unescaped = Make.IsTrue(e["UnescapeMappingTemplate"]) ? ".replaceAll(\"\\\\'\",\"'\")" : string.Empty;
        var template = $"{{\"input\": \"$util.escapeJavaScript($input.json('$')){unescaped}\", \"stateMachineArn\": \"${{{e.TargetId}}}\"}}";
        return Node.Map(
            ("type", Node.Of("aws")),
            ("httpMethod", Node.Of("POST")),
            ("uri", Make.Sub("arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution")),
            ("credentials", e["RoleArn"] ?? Make.GetAtt(e.Id + "Role", "Arn")),
            ("requestTemplates", Node.Map(("application/json", Make.Sub(template)))),
            ("responses", Node.Map(
                ("200", Node.Map(("statusCode", Node.Of("200")))),
                ("400", Node.Map(("statusCode", Node.Of("400")))))));
    }
}
