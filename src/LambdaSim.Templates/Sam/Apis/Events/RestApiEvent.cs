using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam.Apis.Documents;

namespace LambdaSim.Templates.Sam.Apis.Events;

/// <summary>A function as a method of a REST API.</summary>
internal sealed class RestApiEvent : IEventType
{
    public string Type => "Api";

    public void Translate(SamEvent e, SamContext context)
    {
        var target = RestApiTarget.Of(e, context);
        var (path, method) = (Make.Text(e["Path"])!, Make.Text(e["Method"])!);
        context.Add(
            e.Owner,
            e.Id + "Permission" + target.StageSuffix,
            "AWS::Lambda::Permission",
            e.Permission("apigateway.amazonaws.com", ("SourceArn", Permissions.Source(
                e["RestApiId"]!, Permissions.Route(method, path), context.Inputs.Partition))),
            e.Inherited);
        if (target.Edited && target.Properties?["DefinitionBody"] is MapNode body)
        {
            var document = RestApiTarget.Document(e, target, body);
            Add(e, document, target, context);
            ApiReference.Set(context, target.Id!, "DefinitionBody", target.Merged ? ApiDocument.Merge(body, document.Body) : document.Body);
        }
    }

    private static void Add(SamEvent e, ApiDocument document, RestApiTarget target, SamContext context)
    {
        var (path, method) = (Make.Text(e["Path"])!, Make.Text(e["Method"])!);
        var uri = Integrations.Uri(e, context.Inputs.Partition);
        var integration = Integrations.Proxy(uri);
        if (Make.Text(e["ResponseTransferMode"]) is { } mode)
        {
            integration = integration.With("responseTransferMode", Node.Of(mode));
            if (mode == "STREAM")
            {
                integration = integration.With("uri", Make.Sub(
                    Make.Text(uri["Fn::Sub"])!
                        .Replace("2015-03-31", "2021-11-15", StringComparison.Ordinal)
                        .Replace("/invocations", "/response-streaming-invocations", StringComparison.Ordinal)));
            }
        }

        if (MethodAuth.Credentials(e, target.Properties) is { } credentials)
        {
            integration = integration.With("credentials", credentials);
        }

        if (e["TimeoutInMillis"] is { } timeout)
        {
            integration = integration.With("timeoutInMillis", timeout);
        }

        Integrations.Add(document, path, method, integration, e.Owner.Condition);
        MethodAuth.Of(e, target.Properties, context)?.AddToRest(document, target.Stage);
        new RequestModels(e, target.Properties).AddTo(document);
    }
}
