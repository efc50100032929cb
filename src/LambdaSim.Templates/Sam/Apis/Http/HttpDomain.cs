using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;
using LambdaSim.Templates.Sam.Apis.Documents;

namespace LambdaSim.Templates.Sam.Apis.Http;

/// <summary>The custom domain of an HTTP or WebSocket API.</summary>
internal sealed class HttpDomain
{
    private readonly MapNode _domain;
    private readonly string _id;
    private readonly string _kind;

    private HttpDomain(MapNode domain, string kind)
    {
        (_domain, _kind) = (domain, kind);
        _id = "ApiGatewayDomainNameV2" + (domain["DomainName"] is TextNode text ? StableHash.Of(text.Text) : StableHash.Of(domain["DomainName"]!));
    }

    /// <summary>Reads the API's domain, if it has one; <paramref name="kind"/> is the API's in SAM's tags.</summary>
    public static HttpDomain? Read(SamResource api, string kind, SamContext context)
    {
        if (api["Domain"] is not { } given)
        {
            return null;
        }

        var resolved = context.Parameters.Resolve(given);
        var domain = Intrinsic.Is(resolved) ? throw Expect.Wrong(resolved, api.Id, "Domain", "a map") : Expect.Map(resolved, api.Id, "Domain");
        if (Make.IsNull(domain["DomainName"]) || Make.IsNull(domain["CertificateArn"]))
        {
            throw api.Invalid("Custom Domains only works if both DomainName and CertificateArn are provided.", domain);
        }

        return domain["EndpointConfiguration"] is { } endpoint && Make.Text(endpoint) != "REGIONAL"
            ? throw api.Invalid("EndpointConfiguration for Custom Domains must be one of ['REGIONAL'].", endpoint)
            : new HttpDomain(domain, kind);
    }

    public void AddName(SamResource api, SamContext context)
    {
        context.Add(
            api,
            _id,
            "AWS::ApiGatewayV2::DomainName",
            Node.Map(
                ("DomainName", _domain["DomainName"]),
                ("DomainNameConfigurations", Node.List(Node.Map(
                    ("CertificateArn", _domain["CertificateArn"]),
                    ("EndpointType", Node.Of("REGIONAL")),
                    ("IpAddressType", _domain["IpAddressType"]),
                    ("OwnershipVerificationCertificateArn", _domain["OwnershipVerificationCertificateArn"]),
                    ("SecurityPolicy", _domain["SecurityPolicy"])))),
                ("MutualTlsAuthentication", Domains.MutualTls(_domain["MutualTlsAuthentication"])),
                ("Tags", HttpTags.Own(_kind == "httpapi" || Make.IsTrue(api["PropagateTags"]) ? api["Tags"] as MapNode ?? MapNode.Empty : MapNode.Empty, _kind))),
            api.Inherited);
        context.References.Add(api.Id, "DomainName", _id);
    }

    public void AddMappings(SamResource api, string stage, SamContext context)
    {
        var paths = Read(api);
        if (paths.Count == 0)
        {
            AddMapping(api, string.Empty, null, stage, context);
        }

        foreach (var path in paths)
        {
            if (path.Text.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('/' or '-' or '_')))
            {
                throw api.Invalid("Invalid Basepath name provided.", path);
            }

            var key = path.Text.Trim('/');
            AddMapping(api, new string([.. key.Where(char.IsAsciiLetterOrDigit)]), new TextNode(key, path.Place), stage, context);
        }

        Domains.AddRecords(api, _domain, _id, edge: false, context);
    }

    private IReadOnlyList<TextNode> Read(SamResource api) =>
        _kind == "websocketapi" && (_domain["BasePath"] as ListNode)?.Items.FirstOrDefault(i => i is not TextNode) is { } wrong
            ? throw api.Invalid("Basepath must be a string.", wrong)
            : Domains.Paths(api, _domain["BasePath"]);

    private void AddMapping(SamResource api, string letters, Node? key, string stage, SamContext context) => context.Add(
        api,
        api.Id + letters + "ApiMapping",
        "AWS::ApiGatewayV2::ApiMapping",
        Node.Map(
            ("ApiId", Make.Ref(api.Id)),
            ("ApiMappingKey", key),
            ("DomainName", Make.Ref(_id)),
            ("Stage", Make.Ref(stage))),
        api.Inherited);
}
