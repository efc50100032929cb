using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam.Apis.Documents;

namespace LambdaSim.Templates.Sam.Apis.Implicit;

/// <summary>The API that events without one share. It takes the conditions and policies of its functions.</summary>
internal sealed class ImplicitApi(bool http) : IPreparation
{
    private string Id => http ? "ServerlessHttpApi" : "ServerlessRestApi";

    private string Type => http ? "AWS::Serverless::HttpApi" : "AWS::Serverless::Api";

    private string Property => http ? "ApiId" : "RestApiId";

    public void Prepare(SamContext context)
    {
        var before = context[Id];
        context.Set(Id, Resource());
        var users = new ApiUsers();
        foreach (var (id, member) in context.Resources.Members)
        {
            if (member is MapNode owner && context.TypeOf(id) is "AWS::Serverless::Function" or "AWS::Serverless::StateMachine"
                && (member as MapNode)?["Properties"] is MapNode properties && properties["Events"] is MapNode events)
            {
                try
                {
                    var changed = Events(id, (MapNode)member, events, users, context);
                    context.Set(id, ((MapNode)member).With("Properties", properties.With("Events", changed)));
                }
                catch (SamFault fault)
                {
                    context.Fail(fault);
                }
            }
        }

        Finish(users, before, context);
    }

    private MapNode Resource() => http
        ? Node.Map(
            ("Type", Node.Of(Type)),
            ("Properties", Node.Map(
                ("StageName", Node.Of("$default")), ("DefinitionBody", ApiDocument.HttpSkeleton()), (ApiReference.Managed, Node.Of(true)))))
        : Node.Map(
            ("Type", Node.Of(Type)),
            ("Properties", Node.Map(
                ("DefinitionBody", ApiDocument.RestSkeleton()), (ApiReference.Managed, Node.Of(true)), ("StageName", Node.Of("Prod")))));

    private MapNode Events(string owner, MapNode resource, MapNode events, ApiUsers users, SamContext context)
    {
        var result = new MapBuilder(events);
        foreach (var (name, value) in events.Members)
        {
            if (value is not MapNode e || Make.Text(e["Type"]) != (http ? "HttpApi" : "Api"))
            {
                continue;
            }

            if (e["Properties"] is { } wrong and not MapNode && !Make.IsNull(wrong))
            {
                throw SamFault.Event(owner, name, "Properties should be a map.", wrong);
            }

            var properties = e["Properties"] as MapNode ?? MapNode.Empty;
            if (properties.Count == 0 && !http)
            {
                continue;
            }

            properties = Completed(owner, name, properties);
            result.Set(name, e.With("Properties", properties));
            Use(owner, name, resource, properties, users, context);
        }

        return result.ToNode(events.Place);
    }

    private MapNode Completed(string owner, string name, MapNode properties)
    {
        if (Make.IsNull(properties[Property]))
        {
            properties = properties.With(Property, Make.Ref(Id));
        }

        if (http && Make.IsNull(properties["Path"]) && Make.IsNull(properties["Method"]))
        {
            return properties.With("Path", Node.Of("$default")).With("Method", Node.Of(Methods.Any));
        }

        foreach (var needed in new[] { "Path", "Method" })
        {
            if (Make.IsNull(properties[needed]))
            {
                throw SamFault.Event(owner, name, $"Property '{needed}' is required.", properties);
            }

            if (properties[needed] is not TextNode)
            {
                throw SamFault.Event(owner, name, $"Property '{needed}' should be a string.", properties[needed]);
            }
        }

        return properties;
    }

    private void Use(string owner, string name, MapNode resource, MapNode properties, ApiUsers users, SamContext context)
    {
        var (path, method) = (Make.Text(properties["Path"])!, Make.Text(properties["Method"])!);
        var api = ApiReference.IdOf(properties[Property])
            ?? throw SamFault.Event(owner, name, $"Property '{Property}' should be a string.", properties[Property]);
        if (context.TypeOf(api) is not { } type || (type is "AWS::Serverless::Api" or "AWS::Serverless::HttpApi" && type != Type))
        {
            throw SamFault.Event(owner, name, $"{Property} must be a valid reference to an '{Type}' resource in same template.", properties[Property]);
        }

        users.Add(api, path, resource);
        if (api == Id)
        {
            PropagatedTags.Add(context, Id, resource);
        }

        if (ApiReference.Properties(context, api) is not { } target)
        {
            return;
        }

        if (Make.IsTrue(target[ApiReference.Managed]) && target["DefinitionBody"] is MapNode body && ApiDocument.IsValid(body))
        {
            var document = new ApiDocument(body, http);
            if (document.HasMethod(path, method))
            {
                throw SamFault.Event(owner, name, $"API method '{Shown(method)}' defined multiple times for path '{path}'.", properties);
            }

            document.AddMethod(path, method);
            ApiReference.Set(context, api, "DefinitionBody", document.Body);
        }

        if (http && properties.Has("RouteSettings"))
        {
            AddRouteSettings(owner, name, api, resource, properties, context);
        }
    }

    private static string Shown(string method) => method.ToLowerInvariant() == "any" ? Methods.Any : method.ToLowerInvariant();

    private static void AddRouteSettings(string owner, string name, string api, MapNode resource, MapNode properties, SamContext context)
    {
        if (properties["RouteSettings"] is not MapNode settings)
        {
            throw SamFault.Event(owner, name, "Property 'RouteSettings' should be a map.", properties["RouteSettings"]);
        }

        var (path, method) = (Make.Text(properties["Path"])!, Make.Text(properties["Method"])!);
        var route = path == "$default" ? path : $"{(Methods.Normalized(method) == Methods.Any ? "ANY" : method.ToUpperInvariant())} {path}";
        var given = Make.Text(resource["Condition"]) is { } condition ? Make.If(condition, settings, Make.NoValue) : settings;
        var all = ApiReference.Properties(context, api)?["RouteSettings"] as MapNode ?? MapNode.Empty;
        ApiReference.Set(context, api, "RouteSettings", all.With(route, given));
    }

    private void Finish(ApiUsers users, MapNode? before, SamContext context)
    {
        if (!users.Has(Id))
        {
            if (before is null)
            {
                context.Remove(Id);
            }
            else
            {
                context.Set(Id, before);
            }

            return;
        }

        var api = context[Id]!;
        if (users.Condition(Id, Id + "Condition", context) is { } condition)
        {
            api = api.With("Condition", Node.Of(condition));
        }

        foreach (var attribute in new[] { "DeletionPolicy", "UpdateReplacePolicy" })
        {
            if (users.Policy(Id, attribute) is { } policy)
            {
                api = api.With(attribute, Node.Of(policy));
            }
        }

        context.Set(Id, api);
        var body = new ApiDocument((MapNode)ApiReference.Properties(context, Id)!["DefinitionBody"]!, http);
        foreach (var path in body.Paths.Keys.ToArray())
        {
            if (users.PathCondition(Id, path, context) is { } shared)
            {
                body.MakeConditional(path, shared);
            }
        }

        ApiReference.Set(context, Id, "DefinitionBody", body.Body);
    }
}
