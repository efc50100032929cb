using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam.Apis.Documents;

namespace LambdaSim.Templates.Sam.Apis.Rest;

/// <summary>The policy of a REST API: which accounts, addresses and networks may call it.</summary>
internal static class ResourcePolicy
{
    private const string Key = "x-amazon-apigateway-policy";

    /// <summary>Adds the statements that concern one path, as far as it has methods by now.</summary>
    public static void Add(ApiDocument document, MapNode policy, string path, Node stage)
    {
        var resource = Resources(document, path, stage);
        Accounts(document, policy["AwsAccountWhitelist"], "Allow", resource);
        Accounts(document, policy["AwsAccountBlacklist"], "Deny", resource);
        Addresses(document, policy["IpRangeWhitelist"], "NotIpAddress", resource);
        Addresses(document, policy["IpRangeBlacklist"], "IpAddress", resource);
        CheckPlain(policy, "SourceVpcBlacklist", "IntrinsicVpcBlacklist");
        CheckPlain(policy, "SourceVpcWhitelist", "IntrinsicVpcWhitelist");
        Networks(document, policy, "Blacklist", "StringEquals", resource);
        Networks(document, policy, "Whitelist", "StringNotEquals", resource);
    }

    /// <summary>Adds statements that the template writes itself.</summary>
    public static void AddCustom(ApiDocument document, MapNode policy)
    {
        if (policy["CustomStatements"] is not { } custom || Make.IsNull(custom))
        {
            return;
        }

        var written = document[Key] as MapNode ?? MapNode.Empty;
        var existing = Items(written["Statement"]).ToArray();
        var statement = existing.Length == 0
            ? custom
            : new ListNode([.. existing, .. Items(custom).Where(c => !existing.Any(e => NodeEquality.Equal(e, c)))], custom.Place);
        document.Set(Key, Versioned(written).With("Statement", statement));
    }

    private static void Accounts(ApiDocument document, Node? accounts, string effect, Node resource)
    {
        if (accounts is null or ListNode { Items: [] } || Make.IsNull(accounts))
        {
            return;
        }

        var statement = Statement(effect, Node.Map(("AWS", accounts)), resource);
        var written = document[Key] as MapNode ?? MapNode.Empty;
        document.Set(Key, Versioned(written).With("Statement", written["Statement"] is { } existing ? Node.List([.. Items(existing), statement]) : statement));
    }

    private static void Addresses(ApiDocument document, Node? ranges, string condition, Node resource)
    {
        if (ranges is null or ListNode { Items: [] } || Make.IsNull(ranges))
        {
            return;
        }

        Restrict(document, Node.Map((condition, Node.Map(("aws:SourceIp", ranges is ListNode ? ranges : Node.List(ranges))))), resource);
    }

    private static void Networks(ApiDocument document, MapNode policy, string list, string condition, Node resource)
    {
        var given = Items(policy["SourceVpc" + list]);
        List<Node> networks = [.. given.Where(g => Begins(g, "vpc-")), .. Items(policy["IntrinsicVpc" + list])];
        List<Node> endpoints = [.. given.Where(g => Begins(g, "vpce-")), .. Items(policy["IntrinsicVpce" + list])];
        if (networks.Count + endpoints.Count > 0)
        {
            Restrict(
                document,
                Node.Map((condition, Node.Map(
                    ("aws:SourceVpc", networks.Count > 0 ? Node.List(networks) : null),
                    ("aws:SourceVpce", endpoints.Count > 0 ? Node.List(endpoints) : null)))),
                resource);
        }
    }

    // All may call, but those whom the condition names; the same statement is not written twice.
    private static void Restrict(ApiDocument document, Node condition, Node resource)
    {
        var written = document[Key] as MapNode ?? MapNode.Empty;
        var statements = Items(written["Statement"]).ToList();
        foreach (var statement in new[] { Statement("Allow", Node.Of("*"), resource), Statement("Deny", Node.Of("*"), resource).With("Condition", condition) })
        {
            if (!statements.Any(s => NodeEquality.Equal(s, statement)))
            {
                statements.Add(statement);
            }
        }

        document.Set(Key, Versioned(written).With("Statement", Node.List(statements)));
    }

    private static MapNode Statement(string effect, Node principal, Node resource) => Node.Map(
        ("Effect", Node.Of(effect)), ("Action", Node.Of("execute-api:Invoke")), ("Resource", resource), ("Principal", principal));

    private static MapNode Versioned(MapNode policy) => policy.With("Version", Node.Of("2012-10-17"));

    private static ListNode Resources(ApiDocument document, string path, Node stage) => Node.List(
    [
        .. ApiDocument.Contents(document.Paths[path]).SelectMany(p => p.Keys).Select(method => Make.Sub(
            $"execute-api:/${{__Stage__}}/{Methods.InArn(method)}{Methods.PathInArn(path)}", ("__Stage__", stage))),
    ]);

    private static void CheckPlain(MapNode policy, string list, string instead)
    {
        if (policy[list] is { } given && !Make.IsNull(given) && (given is not ListNode items || items.Items.Any(i => i is not TextNode)))
        {
            throw SamFault.Document($"{list} must be a list of strings. Use {instead} instead for values that use Intrinsic Functions", given);
        }
    }

    private static IEnumerable<Node> Items(Node? node) => node switch
    {
        null => [],
        ListNode list => list.Items,
        _ when Make.IsNull(node) => [],
        _ => [node],
    };

    private static bool Begins(Node node, string prefix) => Make.Text(node)?.StartsWith(prefix, StringComparison.Ordinal) is true;
}
