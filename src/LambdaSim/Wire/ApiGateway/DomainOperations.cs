using System.Text.Json.Nodes;
using LambdaSim.Neighbours.HttpApis;
using LambdaSim.Neighbours.RestApis;
using static LambdaSim.Wire.ApiGateway.ApiGatewayWire;

namespace LambdaSim.Wire.ApiGateway;

/// <summary>Domain names and their base paths.</summary>
internal static class DomainOperations
{
    public static IReadOnlyList<TableOperation> All { get; } =
    [
        Of("CreateDomainName", static c =>
        {
            var (service, name) = (At(c), c.Text("domainName")!);
            if (service.Domains.ContainsKey(name) || c.World.Book<HttpApiBook>().At(c.Caller.Account, c.Caller.Region).Domains.ContainsKey(name))
            {
                throw ApiGatewayException.Conflict("The domain name you provided already exists.");
            }

            var document = Kept(c, "domainName", "certificateName", "certificateArn", "regionalCertificateName", "regionalCertificateArn", "endpointConfiguration", "tags", "securityPolicy");
            document["endpointConfiguration"] ??= new JsonObject { ["types"] = new JsonArray("EDGE") };
            document["securityPolicy"] ??= "TLS_1_2";
            document["domainNameStatus"] = "AVAILABLE";
            document["regionalDomainName"] = $"d-{service.NewId("domain")}.execute-api.{c.Caller.Region}.amazonaws.com";
            service.Domains.Add(name, new ApiDomain(name, service, document));
            return Copy(document);
        }),
        Of("GetDomainNames", static c => Page(c, At(c).Domains.Values.Select(static d => (d.Domain, Copy(d.Document))))),
        Of("GetDomainName", static c => Copy(Domain(c).Document)),
        Of("DeleteDomainName", static c => Done(() => At(c).Domains.Remove(Domain(c).Domain))),
        Of("CreateBasePathMapping", static c =>
        {
            var (domain, api) = (Domain(c), Api(c));
            var path = c.Text("basePath") is { Length: > 0 } given ? given : ApiDomain.None;
            if (domain.Mappings.ContainsKey(path))
            {
                throw ApiGatewayException.Conflict("Base path already exists for this domain name");
            }

            if (c.Text("stage") is { } stage)
            {
                _ = api.Stage(stage);
            }

            var mapping = new BasePath(api.Id, c.Text("stage"));
            domain.Mappings.Add(path, mapping);
            return Shown(path, mapping);
        }),
        Of("GetBasePathMappings", static c => Page(c, Domain(c).Mappings.Select(static m => (m.Key, Shown(m.Key, m.Value))))),
        Of("GetBasePathMapping", static c => Shown(c.Text("basePath")!, Domain(c).Mapping(c.Text("basePath")!))),
        Of("DeleteBasePathMapping", static c => Done(() =>
        {
            _ = Domain(c).Mapping(c.Text("basePath")!);
            Domain(c).Mappings.Remove(c.Text("basePath")!);
        })),
    ];

    private static ApiDomain Domain(TableCall call) => At(call).DomainOf(call.Text("domainName")!);

    private static JsonObject Shown(string path, BasePath mapping)
    {
        var document = new JsonObject { ["basePath"] = path, ["restApiId"] = mapping.ApiId };
        if (mapping.Stage is { } stage)
        {
            document["stage"] = stage;
        }

        return document;
    }
}
