using System.Text.Json.Nodes;
using LambdaSim.Neighbours.HttpApis;
using LambdaSim.Neighbours.RestApis;
using static LambdaSim.Wire.ApiGatewayV2.HttpApiWire;

namespace LambdaSim.Wire.ApiGatewayV2;

/// <summary>Domain names and their API mappings (rule APIGW-DOMAIN).</summary>
internal static class HttpDomainOperations
{
    private static readonly string[] _settings = ["domainNameConfigurations", "mutualTlsAuthentication"];
    private static readonly string[] _mapping = ["apiId", "apiMappingKey", "stage"];

    public static IReadOnlyList<TableOperation> All { get; } =
    [
        Of("CreateDomainName", Create),
        Of("GetDomainNames", static c => Page(c, At(c).Domains.Values.Select(static d => (d.Domain, Copy(d.Document))))),
        Of("GetDomainName", static c => Copy(Domain(c).Document)),
        Of("UpdateDomainName", static c => Copy(Domain(c).Document = Filled(c, With(Domain(c).Document, c, _settings)))),
        Of("DeleteDomainName", static c =>
        {
            At(c).Domains.Remove(Domain(c).Domain);
            return null;
        }),
        Of("CreateApiMapping", static c => Put(c, [])),
        Of("GetApiMappings", static c => Page(c, Domain(c).Mappings.Select(static m => (m.Key, Copy(m.Value))))),
        Of("GetApiMapping", static c => Copy(Mapping(c))),
        Of("UpdateApiMapping", static c => Put(c, Mapping(c))),
        Of("DeleteApiMapping", static c =>
        {
            _ = Mapping(c);
            Domain(c).Mappings.Remove(c.Text("apiMappingId")!);
            return null;
        }),
    ];

    private static JsonObject Create(TableCall call)
    {
        var (service, name) = (At(call), call.Text("domainName")!);

        // Names of both control APIs are of one kind.
        if (service.Domains.ContainsKey(name) || Rest(call).Domains.ContainsKey(name))
        {
            throw ApiGatewayException.Conflict("The domain name you provided already exists.");
        }

        if (name.Length == 0 || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '*'))
        {
            throw ApiGatewayException.Bad("Invalid domain name specified");
        }

        if (name.Contains('*', StringComparison.Ordinal))
        {
            throw ApiGatewayException.Unsupported("wildcard domain names");
        }

        var document = With(new JsonObject { ["domainName"] = name, ["apiMappingSelectionExpression"] = "$request.basepath" }, call, [.. _settings, "tags"]);
        service.Domains.Add(name, new HttpDomain(name, service, Filled(call, document)));
        return Copy(document);
    }

    private static JsonObject Filled(TableCall call, JsonObject document)
    {
        foreach (var configuration in (document["domainNameConfigurations"] as JsonArray ?? []).OfType<JsonObject>())
        {
            configuration["apiGatewayDomainName"] ??= $"d-{At(call).NewDomainId()}.execute-api.{call.Caller.Region}.amazonaws.com";
            configuration["endpointType"] ??= "REGIONAL";
            configuration["securityPolicy"] ??= "TLS_1_2";
            configuration["domainNameStatus"] = "AVAILABLE";
        }

        return document;
    }

    private static JsonObject Put(TableCall call, JsonObject old)
    {
        var (domain, mapping) = (Domain(call), With(old, call, _mapping));
        if (Rest(call).Apis.ContainsKey((string)mapping["apiId"]!))
        {
            throw ApiGatewayException.Unsupported("API mappings to REST APIs, which CreateBasePathMapping of apigateway maps,");
        }

        domain.Check(mapping);
        var id = (string)(mapping["apiMappingId"] ??= domain.NewId())!;
        domain.Mappings[id] = mapping;
        return Copy(mapping);
    }

    private static ApiService Rest(TableCall call) => call.World.Book<ApiBook>().At(call.Caller.Account, call.Caller.Region);

    private static HttpDomain Domain(TableCall call) => At(call).Domain(call.Text("domainName")!);

    private static JsonObject Mapping(TableCall call) => Domain(call).Mapping(call.Text("apiMappingId")!);
}
