using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;
using LambdaSim.Templates.Sam.Apis.Documents;

namespace LambdaSim.Templates.Sam.Apis.Rest;

/// <summary>The custom domain of a REST API, with its paths and its records of Route 53.</summary>
internal sealed class RestDomain
{
    private readonly MapNode _domain;
    private readonly string _id;
    private readonly bool _private;

    private RestDomain(MapNode domain)
    {
        _domain = domain;
        _private = Make.Text(domain["EndpointConfiguration"]) == "PRIVATE";
        _id = (_private ? "ApiGatewayDomainNameV2" : "ApiGatewayDomainName") + StableHash.Of(domain["DomainName"] is TextNode text ? text.Text : JsonOutput.Of(StableHash.Sorted(domain["DomainName"]!)));
    }

    public static RestDomain? Read(SamResource api, SamContext context)
    {
        if (api["Domain"] is not { } given)
        {
            return null;
        }

        var domain = Expect.Map(context.Parameters.Resolve(given), api.Id, "Domain");
        if (Intrinsic.Is(domain))
        {
            throw Expect.Wrong(domain, api.Id, "Domain", "a map");
        }

        Expect.Present(domain["DomainName"], api.Id, "Domain.DomainName", domain);
        Expect.Present(domain["CertificateArn"], api.Id, "Domain.CertificateArn", domain);
        if (domain["EndpointConfiguration"] is { } endpoint && Make.Text(endpoint) is not ("EDGE" or "REGIONAL" or "PRIVATE"))
        {
            throw api.Invalid("EndpointConfiguration for Custom Domains must be one of ['EDGE', 'REGIONAL', 'PRIVATE'].", endpoint);
        }

        return new RestDomain(domain);
    }

    public void AddName(SamResource api, SamContext context)
    {
        var edge = Endpoint(context) == "EDGE";
        var properties = Node.Map(
            ("DomainName", _domain["DomainName"]),
            (edge || _private ? "CertificateArn" : "RegionalCertificateArn", _domain["CertificateArn"]),
            ("EndpointConfiguration", Node.Map(("Types", Make.Texts(Endpoint(context))), ("IpAddressType", _domain["IpAddressType"]))),
            ("SecurityPolicy", _domain["SecurityPolicy"]),
            ("EndpointAccessMode", _domain["EndpointAccessMode"]),
            ("MutualTlsAuthentication", Domains.MutualTls(_domain["MutualTlsAuthentication"])),
            ("OwnershipVerificationCertificateArn", _domain["OwnershipVerificationCertificateArn"]),
            ("Policy", _private ? _domain["Policy"] : null),
            ("Tags", api["Tags"] is { } tags && Make.IsTrue(api["PropagateTags"]) ? Node.List([.. TagList.Pairs(tags)]) : null));
        context.Add(api, _id, _private ? "AWS::ApiGateway::DomainNameV2" : "AWS::ApiGateway::DomainName", properties, api.Inherited);
        context.References.Add(api.Id, "DomainName", _id);
        if (_private && _domain["AccessAssociation"] is MapNode access && access["VpcEndpointId"] is { } endpoint)
        {
            // A private domain is seen from the network that it is opened to.
            context.Add(
                api,
                "DomainNameAccessAssociation" + StableHash.Of(Node.List(endpoint, _domain["DomainName"]!)),
                "AWS::ApiGateway::DomainNameAccessAssociation",
                Node.Map(
                    ("AccessAssociationSource", endpoint),
                    ("AccessAssociationSourceType", Node.Of("VPCE")),
                    ("DomainNameArn", Make.Ref(_id))),
                api.Inherited);
        }
    }

    public void AddMappings(SamResource api, string stage, SamContext context)
    {
        var paths = Domains.Paths(api, _domain["BasePath"]);
        if (paths.Count == 0)
        {
            AddMapping(api, string.Empty, null, stage, context);
        }

        foreach (var path in paths)
        {
            var letters = new string([.. path.Text.Where(char.IsLetterOrDigit)]);
            AddMapping(api, letters, Make.IsFalse(_domain["NormalizeBasePath"]) ? path : new TextNode(letters, path.Place), stage, context);
        }

        Domains.AddRecords(api, _domain, _id, Endpoint(context) == "EDGE", context);
    }

    private void AddMapping(SamResource api, string letters, Node? path, string stage, SamContext context) => context.Add(
        api,
        api.Id + letters + "BasePathMapping",
        _private ? "AWS::ApiGateway::BasePathMappingV2" : "AWS::ApiGateway::BasePathMapping",
        Node.Map(
            ("BasePath", path),
            ("DomainName", _private ? null : Make.Ref(_id)),
            ("DomainNameArn", _private ? Make.Ref(_id) : null),
            ("RestApiId", Make.Ref(api.Id)),
            ("Stage", Make.Ref(stage))),
        api.Inherited);

    private string Endpoint(SamContext context) =>
        Make.Text(_domain["EndpointConfiguration"]) ?? (context.Inputs.Partition == "aws" ? "EDGE" : "REGIONAL");
}
