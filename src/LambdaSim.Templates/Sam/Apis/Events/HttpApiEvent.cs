using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam.Apis.Documents;

namespace LambdaSim.Templates.Sam.Apis.Events;

/// <summary>A function as a route of an HTTP API; without path and method it takes what no other route does.</summary>
internal sealed class HttpApiEvent : IEventType
{
    private const string Default = "$default";

    public string Type => "HttpApi";

    public void Translate(SamEvent e, SamContext context)
    {
        var (path, method) = (Make.Text(e["Path"]) ?? Default, Make.Text(e["Method"]) ?? Methods.Any);
        var id = ApiReference.IdOf(e["ApiId"]);
        var properties = ApiReference.Properties(context, id);
        if (!Covered(e, path, properties?["DefinitionBody"] as MapNode))
        {
            context.Add(
                e.Owner,
                e.Id + "Permission",
                "AWS::Lambda::Permission",
                e.Permission("apigateway.amazonaws.com", ("SourceArn", Permissions.Source(
                    e["ApiId"]!, path == Default ? "*" : Permissions.Route(method, path), "${AWS::Partition}"))),
                e.Inherited);
        }

        if (id is null || properties is null || context.TypeOf(id) != "AWS::Serverless::HttpApi" || properties["DefinitionBody"] is not MapNode body)
        {
            return;
        }

        if (!ApiDocument.IsValidHttp(body))
        {
            throw SamFault.Resource(id, "Structure of the SAM template is invalid. Invalid OpenApi document. Invalid values or missing keys for 'openapi' or 'paths' in 'DefinitionBody'.", body);
        }

        var document = new ApiDocument(body, ofHttpApi: true);
        if (document.HasIntegration(path, method))
        {
            if (Make.IsTrue(properties[ApiReference.Managed]))
            {
                throw e.Invalid($"API method '{method}' defined multiple times for path '{path}'.");
            }
        }
        else
        {
            AddIntegration(e, path, method, document);
        }

        Extend(e, path, method, document);
        MethodAuth.Of(e, properties, context)?.AddToHttp(document);
        ApiReference.Set(context, id, "DefinitionBody", document.Body);
    }

    private static void AddIntegration(SamEvent e, string path, string method, ApiDocument document)
    {
        var integration = Integrations.Proxy(Integrations.Uri(e, "${AWS::Partition}")).With("payloadFormatVersion", Node.Of("2.0"));
        var isDefault = path == Default && Methods.Normalized(method) == Methods.Any;
        Integrations.Add(document, path, method, integration, e.Owner.Condition, isDefault ? Node.Map(("isDefaultRoute", Node.Of(true))) : null);
    }

    private static void Extend(SamEvent e, string path, string method, ApiDocument document)
    {
        if (e["TimeoutInMillis"] is { } timeout)
        {
            Integrations.Set(document, path, method, "timeoutInMillis", timeout);
        }

        if (e["PayloadFormatVersion"] is { } version)
        {
            Integrations.Set(document, path, method, "payloadFormatVersion", version);
        }

        var names = Methods.Parameters(path).ToArray();
        if (names.Length > 0)
        {
            document.EditMethod(path, method, m => m.With("parameters", WithPathParameters(m["parameters"] as ListNode, names)));
        }
    }

    private static ListNode WithPathParameters(ListNode? written, IReadOnlyList<string> names)
    {
        var result = written?.Items.ToList() ?? [];
        foreach (var name in names)
        {
            var at = result.FindIndex(p => Make.Text((p as MapNode)?["name"]) == name);
            var parameter = (at < 0 ? Node.Map(("name", Node.Of(name))) : (MapNode)result[at]).With("in", Node.Of("path")).With("required", Node.Of(true));
            if (at < 0)
            {
                result.Add(parameter);
            }
            else
            {
                result[at] = parameter;
            }
        }

        return Node.List(result);
    }

    // A function that takes all of an API's requests may be called by all of its routes: one permission says so.
    private static bool Covered(SamEvent e, string path, MapNode? body) => path != Default && (TakesAll(e) || IsDefaultOf(e, body));

    private static bool TakesAll(SamEvent e) =>
        e.Owner["Events"] is MapNode events
        && events.Members.Any(o => o.Value is MapNode other && Make.Text(other["Type"]) == "HttpApi"
            && other["Properties"] is MapNode properties && Make.Text(properties["Path"]) == Default && NodeEquality.Equal(properties["ApiId"], e["ApiId"]));

    private static bool IsDefaultOf(SamEvent e, MapNode? body) =>
        body is not null && ApiDocument.Contents(new ApiDocument(body).Paths[Default]).SelectMany(p => ApiDocument.Contents(p[Methods.Any])).Any(m =>
            (m[ApiDocument.Integration] as MapNode)?["uri"] is MapNode uri && Make.Text(uri["Fn::Sub"]) is { } text
            && (text.Contains("${" + e.TargetId + "}", StringComparison.Ordinal) || text.Contains("${" + e.TargetId + ".Arn}", StringComparison.Ordinal)));
}
