using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Gateways;
using LambdaSim.Neighbours.RestApis;
using static LambdaSim.Wire.ApiGateway.ApiGatewayWire;

namespace LambdaSim.Wire.ApiGateway;

/// <summary>REST APIs, their resources and tags.</summary>
internal static class ApiOperations
{
    private static readonly string[] _settings =
        ["name", "description", "version", "binaryMediaTypes", "minimumCompressionSize", "apiKeySource", "endpointConfiguration", "policy", "tags", "disableExecuteApiEndpoint"];

    private static readonly PatchTable _places = new(
        ("/name", PatchKind.Text), ("/description", PatchKind.Text), ("/version", PatchKind.Text), ("/policy", PatchKind.Text), ("/minimumCompressionSize", PatchKind.Integer), ("/apiKeySource", PatchKind.Text),
        ("/disableExecuteApiEndpoint", PatchKind.Boolean), ("/binaryMediaTypes/*", PatchKind.Item), ("/endpointConfiguration/types/*", PatchKind.Item), ("/endpointConfiguration/vpcEndpointIds/*", PatchKind.Item),
        ("/endpointConfiguration/ipAddressType", PatchKind.Text));

    public static IReadOnlyList<TableOperation> All { get; } =
    [
        Refused("ImportRestApi"),
        Of("CreateRestApi", Create),
        Of("GetRestApis", static c => Page(c, At(c).Apis.Values.Select(static a => (a.Id, Copy(a.Document))))),
        Of("GetRestApi", static c => Copy(Api(c).Document)),
        Of("UpdateRestApi", static c =>
        {
            var api = Api(c);
            api.Document = Checked(_places.Apply(api.Document, Patches(c)));
            return Copy(api.Document);
        }),
        Refused("PutRestApi"),
        Of("DeleteRestApi", static c => Done(() => At(c).Delete(c.Text("restApiId")!))),
        Of("GetResources", static c => Page(c, Api(c).Resources.Values.Select(r => (r.Id, Shown(r, c))))),
        Of("GetResource", static c => Shown(Api(c).Resource(c.Text("resourceId")!), c)),
        Of("CreateResource", CreateResource),
        Refused("UpdateResource"),
        Of("DeleteResource", static c => Done(() => DeleteResource(Api(c), c.Text("resourceId")!))),
        Of("GetTags", static c => new JsonObject { ["tags"] = Tagged(c)["tags"]?.DeepClone() ?? new JsonObject() }),
        Of("TagResource", static c => Done(() =>
        {
            var tags = Tagged(c)["tags"] as JsonObject ?? (JsonObject)(Tagged(c)["tags"] = new JsonObject())!;
            foreach (var (key, value) in c.Input["tags"]!.AsObject())
            {
                tags[key] = value?.DeepClone();
            }
        })),
        Of("UntagResource", static c => Done(() => c.Texts("tagKeys").ToList().ForEach(k => (Tagged(c)["tags"] as JsonObject)?.Remove(k)))),
    ];

    private static JsonObject Create(TableCall call)
    {
        if (call.Text("cloneFrom") is not null)
        {
            throw ApiGatewayException.Unsupported("cloneFrom");
        }

        var document = Kept(call, _settings);
        document["createdDate"] = Timestamps.Write(At(call).Now);
        document["apiKeySource"] ??= "HEADER";
        document["endpointConfiguration"] ??= new JsonObject { ["types"] = new JsonArray("EDGE") };
        document["disableExecuteApiEndpoint"] ??= false;
        return Copy(At(call).Create(Checked(document)).Document);
    }

    private static JsonObject Checked(JsonObject document) =>
        ((string?)document["name"])?.Trim() is not { Length: > 0 } ? throw ApiGatewayException.Bad("Invalid API name specified")
        : (string?)document["apiKeySource"] is not "HEADER" ? throw ApiGatewayException.Unsupported($"the API key source {document["apiKeySource"]}")
        : (document["endpointConfiguration"]?["types"] as JsonArray)?.Any(static t => (string?)t == "PRIVATE") == true ? throw ApiGatewayException.Unsupported("private REST APIs")
        : document["endpointConfiguration"]?["vpcEndpointIds"] is JsonArray { Count: > 0 } ? throw ApiGatewayException.Bad("VPC endpoint IDs are supported only for PRIVATE endpoints")
        : document;

    private static JsonObject Shown(ApiResource resource, TableCall call)
    {
        var document = new JsonObject { ["id"] = resource.Id, ["path"] = resource.Path };
        if (resource.Parent is { } parent)
        {
            document["parentId"] = parent.Id;
            document["pathPart"] = resource.Part;
        }

        if (resource.Methods.Count > 0)
        {
            var isWhole = call.Texts("embed").Contains("methods", StringComparer.Ordinal);
            document["resourceMethods"] = new JsonObject(resource.Methods.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)(isWhole ? m.Value.DeepClone() : new JsonObject()))));
        }

        return document;
    }

    private static JsonObject CreateResource(TableCall call)
    {
        var (api, part) = (Api(call), call.Text("pathPart")!);
        var parent = api.Resource(call.Text("parentId")!);
        CheckPart(parent, part);
        var siblings = api.Resources.Values.Where(r => r.Parent == parent).ToList();
        if (siblings.Exists(r => r.Part == part))
        {
            throw ApiGatewayException.Conflict($"Another resource with the same parent already has this name: {part}");
        }

        if (part.StartsWith('{') && siblings.Find(r => r.Part.StartsWith('{') && r.Part.EndsWith("+}", StringComparison.Ordinal) == part.EndsWith("+}", StringComparison.Ordinal)) is { } other)
        {
            throw ApiGatewayException.Bad($"A sibling ({other.Part}) of this resource already has a variable path part -- only one is allowed");
        }

        var resource = new ApiResource(api.NewId("resource"), parent, part);
        api.Resources.Add(resource.Id, resource);
        return Shown(resource, call);
    }

    private static void CheckPart(ApiResource parent, string part)
    {
        try
        {
            if (part.Length > 0 && !part.Contains('/', StringComparison.Ordinal) && part.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or ':' or '-' or '{' or '}' or '+' or '$' or '~'))
            {
                _ = RouteTemplate.Parse(parent.Parent is null ? $"/{part}" : $"{parent.Path}/{part}");
                return;
            }
        }
        catch (ArgumentException)
        {
            // Told in AWS's words.
        }

        throw ApiGatewayException.Bad("Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.");
    }

    private static void DeleteResource(Api api, string id)
    {
        var resource = api.Resource(id);
        if (resource == api.Root)
        {
            throw ApiGatewayException.Bad("Root resource cannot be deleted");
        }

        foreach (var below in api.Resources.Values.Where(r => r.Parent == resource).ToList())
        {
            DeleteResource(api, below.Id);
        }

        api.Resources.Remove(id);
    }

    // arn:aws:apigateway:REGION::/restapis/ID, and of stages, keys, plans and domains.
    private static JsonObject Tagged(TableCall call)
    {
        var service = At(call);
        return Resources.Arn.TryParse(call.Text("resourceArn"), out var arn) ? arn.Resource.Split('/') switch
        {
            ["", "restapis", var id] => service.Api(id).Document,
            ["", "restapis", var id, "stages", var stage] => service.Api(id).Stage(stage).Document,
            ["", "apikeys", var id] => service.Key(id).Document,
            ["", "usageplans", var id] => service.Plan(id).Document,
            ["", "domainnames", var name] => service.DomainOf(name).Document,
            _ => throw ApiGatewayException.Missing("Invalid resource ARN specified"),
        }
        : throw ApiGatewayException.Bad("Invalid ARN specified in the request");
    }
}
