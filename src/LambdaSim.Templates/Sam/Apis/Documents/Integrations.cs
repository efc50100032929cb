using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.Apis.Documents;

/// <summary>What methods call.</summary>
internal static class Integrations
{
    /// <summary>Lets a method call something; a function that exists under a condition gives the method the same.</summary>
    public static void Add(ApiDocument document, string path, string method, MapNode integration, string? condition, MapNode? more = null)
    {
        document.AddMethod(path, method);
        var name = Methods.Normalized(method);
        if (condition is not null && integration["uri"] is { } uri)
        {
            integration = integration.With("uri", Make.If(condition, uri, Make.NoValue));
        }

        document.EditPath(path, item =>
        {
            var definition = (item[name] as MapNode ?? MapNode.Empty).With(ApiDocument.Integration, integration);
            foreach (var (key, value) in more?.Members ?? [])
            {
                definition = definition.With(key, value);
            }

            if (!definition.Has("responses"))
            {
                definition = definition.With("responses", MapNode.Empty);
            }

            return item.With(name, condition is null ? definition : Make.If(condition, definition, Make.NoValue));
        });
    }

    /// <summary>Changes the integration of a method.</summary>
    public static void Set(ApiDocument document, string path, string method, string member, Node value) =>
        document.EditMethod(path, method, m => m.With(ApiDocument.Integration, ((MapNode)m[ApiDocument.Integration]!).With(member, value)));

    /// <summary>A function called through a proxy integration.</summary>
    public static MapNode Proxy(Node uri) =>
        Node.Map(("type", Node.Of("aws_proxy")), ("httpMethod", Node.Of("POST")), ("uri", uri));

    /// <summary>The URI by which API Gateway calls the function or alias.</summary>
    public static MapNode Uri(SamEvent e, string partition) => Make.Sub(
        $"arn:{partition}:apigateway:${{AWS::Region}}:lambda:path/2015-03-31/functions/${{{(e.TargetId == e.Owner.Id ? e.TargetId + ".Arn" : e.TargetId)}}}/invocations");
}
