using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;
using LambdaSim.Templates.Sam.Apis.Documents;

namespace LambdaSim.Templates.Sam.Apis.Http;

/// <summary>The OpenAPI document of an HTTP API, with all that the API's properties add to it.</summary>
internal static class HttpBody
{
    private const string Cors = "x-amazon-apigateway-cors";

    public static MapNode Of(SamResource api, SamContext context)
    {
        if (api["DefinitionBody"] is not MapNode written)
        {
            throw api.Invalid("'DefinitionUri' or 'DefinitionBody' are required properties of an 'AWS::Serverless::HttpApi'.");
        }

        var document = new ApiDocument(written, ofHttpApi: true);
        AddEndpoint(api, document);
        AddCors(api, document);
        if (api["Auth"] is MapNode { Count: > 0 } auth)
        {
            if (!ApiDocument.IsValidHttp(document.Body))
            {
                throw api.Invalid("Unable to add Auth configuration because 'DefinitionBody' does not contain a valid OpenApi definition.");
            }

            HttpAuth.Apply(api, Expect.Map(context.Parameters.Resolve(auth), api.Id, "Auth"), document, context.Inputs.Partition);
        }

        AddTags(api, document);
        if (api["Name"] is { } name)
        {
            if ((document["info"] as MapNode)?["title"] is { } title && !NodeEquality.Equal(title, Make.Ref("AWS::StackName")))
            {
                throw api.Invalid("Unable to set Title because it is already defined within inline OpenAPI specified in the 'DefinitionBody' property.", title);
            }

            Tell(document, "title", name);
        }

        if (api["Description"] is { } description)
        {
            if ((document["info"] as MapNode)?["description"] is { } existing)
            {
                throw api.Invalid("Unable to set Description because it is already defined within inline OpenAPI specified in the 'DefinitionBody' property.", existing);
            }

            Tell(document, "description", description);
        }

        if (Make.IsTrue(api["FailOnWarnings"]) && document.Paths["$default"] is { } route)
        {
            // API Gateway warns of a path without a slash.
            document.Set("paths", document.Paths.Without("$default").With("/$default", route));
        }

        return document.Body;
    }

    private static void Tell(ApiDocument document, string member, Node value) =>
        document.Set("info", (document["info"] as MapNode ?? MapNode.Empty).With(member, value));

    private static void AddEndpoint(SamResource api, ApiDocument document)
    {
        if (api["DisableExecuteApiEndpoint"] is not { } disabled)
        {
            return;
        }

        const string Key = "x-amazon-apigateway-endpoint-configuration";
        IReadOnlyList<Node> servers = document["servers"] is ListNode { Items.Count: > 0 } written ? written.Items : [MapNode.Empty];
        document.Set("servers", Node.List([.. servers.Select(s => s is MapNode server
            ? server.With(Key, (server[Key] as MapNode ?? MapNode.Empty).With("disableExecuteApiEndpoint", disabled))
            : s)]));
    }

    private static void AddCors(SamResource api, ApiDocument document)
    {
        if (api["CorsConfiguration"] is not { } cors || Make.IsFalse(cors))
        {
            return;
        }

        if (!ApiDocument.IsValidHttp(document.Body))
        {
            throw api.Invalid("Unable to add Cors configuration because 'DefinitionBody' does not contain a valid OpenApi definition.");
        }

        if (Make.IsTrue(cors))
        {
            document.Set(Cors, Node.Map(("allowOrigins", Make.Texts("*"))));
            return;
        }

        if (cors is not MapNode map || Intrinsic.Is(map))
        {
            document.Set(Cors, cors is MapNode ? cors : throw api.Invalid("Invalid value for 'CorsConfiguration' property.", cors));
            return;
        }

        string[] names = ["AllowMethods", "AllowHeaders", "AllowOrigins", "MaxAge", "ExposeHeaders", "AllowCredentials"];
        if (map.Keys.Any(k => !names.Contains(k, StringComparer.Ordinal)))
        {
            throw api.Invalid("Invalid value for 'CorsConfiguration' property.", cors);
        }

        if (Make.IsTrue(map["AllowCredentials"]) && map["AllowOrigins"] is ListNode { Items: [TextNode { Text: "*" }] })
        {
            throw api.Invalid("Unable to add Cors configuration because 'AllowCredentials' can not be true when 'AllowOrigin' is \"'*'\" or not set", cors);
        }

        var result = new MapBuilder();
        foreach (var name in names)
        {
            if (map[name] is { } value && !Make.IsNull(value))
            {
                result.Set(char.ToLowerInvariant(name[0]) + name[1..], value);
            }
        }

        document.Set(Cors, result.ToNode(cors.Place));
    }

    private static void AddTags(SamResource api, ApiDocument document)
    {
        if (document["tags"] is { } written and not ListNode && !Make.IsNull(written))
        {
            throw SamFault.Document($"Tags in OpenApi DefinitionBody needs to be a list. {Spelling.Of(written)} is a {(written is MapNode ? "dict" : "str")} not a list.", written);
        }

        List<Node> tags = [.. (document["tags"] as ListNode)?.Items ?? []];
        var own = HttpTags.Own(api["Tags"] as MapNode ?? MapNode.Empty, "httpapi");
        foreach (var (name, value) in own.Members.OrderBy(m => m.Key == "httpapi:createdBy" ? 0 : 1))
        {
            var tag = tags.FindIndex(t => (t as MapNode)?["name"] is TextNode text && text.Text == name);
            var existing = tag < 0 ? Node.Map(("name", Node.Of(name))) : (MapNode)tags[tag];
            existing = existing.With("x-amazon-apigateway-tag-value", value);
            if (tag < 0)
            {
                tags.Add(existing);
            }
            else
            {
                tags[tag] = existing;
            }
        }

        document.Set("tags", Node.List(tags));
    }
}
