using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.Apis.Documents;

/// <summary>What custom domains of the kinds of API have in common.</summary>
internal static class Domains
{
    // The hosted zone of CloudFront, which edge-optimized domains are served by.
    private const string CloudFrontZone = "Z2FDTNDATAQYW2";

    public static MapNode? MutualTls(Node? authentication) =>
        authentication is not MapNode map || (Make.IsNull(map["TruststoreUri"]) && Make.IsNull(map["TruststoreVersion"])) ? null : Node.Map(
            ("TruststoreUri", map["TruststoreUri"]),
            ("TruststoreVersion", map["TruststoreVersion"] is { } version && version is not LiteralNode { Json: "0" } ? version : null));

    /// <summary>The paths under which a domain shows the API; none means all of it.</summary>
    public static IReadOnlyList<TextNode> Paths(SamResource api, Node? paths) =>
        paths is null || Make.IsNull(paths)
            ? []
            : [.. Expect.List(paths, api.Id, "Domain.BasePath").Items.Index().Select(i => Expect.Text(i.Item, api.Id, $"Domain.BasePath[{Text.Of(i.Index)}]"))];

    /// <summary>Adds the records that lead to the domain; domains of one hosted zone share a group of records, but the last WebSocket API's replaces it.</summary>
    public static void AddRecords(SamResource api, MapNode domain, string domainId, bool edge, SamContext context)
    {
        if (domain["Route53"] is not { } given || Make.IsNull(given))
        {
            return;
        }

        var route = Expect.Map(given, api.Id, "Domain.Route53");
        var zone = route["HostedZoneId"] ?? route["HostedZoneName"]
            ?? throw api.Invalid("HostedZoneId or HostedZoneName is required to enable Route53 support on Custom Domains.", route);
        var id = "RecordSetGroup" + (zone is TextNode text ? StableHash.Of(text.Text) : StableHash.Of(zone));
        List<Node> records = api.Type == "AWS::Serverless::WebSocketApi" ? [] : [.. ((context[id]?["Properties"] as MapNode)?["RecordSets"] as ListNode)?.Items ?? []];
        records.AddRange(Records(domain, route, domainId, edge).Where(r => !records.Exists(known => NodeEquality.Equal(known, r))).ToArray());
        context.Add(
            api,
            id,
            "AWS::Route53::RecordSetGroup",
            Node.Map(
                (route.Has("HostedZoneId") ? "HostedZoneId" : "HostedZoneName", zone),
                ("RecordSets", Node.List(records))),
            api.Inherited);
    }

    private static IEnumerable<Node> Records(MapNode domain, MapNode route, string domainId, bool edge)
    {
        string[] types = Make.IsTrue(route["IpV6"]) ? ["A", "AAAA"] : ["A"];
        foreach (var type in types)
        {
            yield return Node.Map(
                ("Name", domain["DomainName"]),
                ("Type", Node.Of(type)),
                ("Region", route["Region"]),
                ("SetIdentifier", route["SetIdentifier"]),
                ("AliasTarget", Target(route, domainId, edge)));
        }
    }

    private static MapNode Target(MapNode route, string domainId, bool edge)
    {
        var health = Make.IsNull(route["EvaluateTargetHealth"]) ? null : route["EvaluateTargetHealth"];
        return edge
            ? Node.Map(
                ("HostedZoneId", Node.Of(CloudFrontZone)),
                ("DNSName", route["DistributionDomainName"] ?? Make.GetAtt(domainId, "DistributionDomainName")),
                ("EvaluateTargetHealth", health))
            : Node.Map(
                ("HostedZoneId", Make.GetAtt(domainId, "RegionalHostedZoneId")),
                ("DNSName", Make.GetAtt(domainId, "RegionalDomainName")),
                ("EvaluateTargetHealth", health));
    }
}
