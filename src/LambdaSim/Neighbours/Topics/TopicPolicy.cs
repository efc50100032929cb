using System.Text.Json.Nodes;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Topics;

/// <summary>Who may do what with a topic: kept and shown, and asked by nobody (rule SNS-PERMISSIONS).</summary>
internal static class TopicPolicy
{
    private const string Statement = "Statement", Sid = "Sid";

    private static readonly string[] _actions =
    [
        "GetTopicAttributes", "SetTopicAttributes", "AddPermission", "RemovePermission", "DeleteTopic", "Subscribe", "ListSubscriptionsByTopic", "Publish",
    ];

    /// <summary>The policy of a topic that was given none.</summary>
    public static string Default(string arn, string account) => JsonLine.Of(new JsonObject
    {
        ["Version"] = "2008-10-17",
        ["Id"] = "__default_policy_ID",
        [Statement] = new JsonArray(new JsonObject
        {
            [Sid] = "__default_statement_ID",
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject { ["AWS"] = "*" },
            ["Action"] = new JsonArray([.. _actions.Select(static a => (JsonNode)$"SNS:{a}")]),
            ["Resource"] = arn,
            ["Condition"] = new JsonObject { ["StringEquals"] = new JsonObject { ["AWS:SourceOwner"] = account } },
        }),
    });

    /// <summary>A policy with one more statement.</summary>
    public static string With(string policy, string arn, string label, IReadOnlyList<string> accounts, IReadOnlyList<string> actions)
    {
        if (accounts.Count == 0 || accounts.Any(static a => a.Length != 12 || !a.All(char.IsAsciiDigit)))
        {
            throw TopicServiceException.InvalidParameter("Policy Error: PrincipalNotFound");
        }

        if (actions.Count == 0 || actions.Any(static a => !_actions.Contains(a, StringComparer.OrdinalIgnoreCase)))
        {
            throw TopicServiceException.InvalidParameter("Policy statement action out of service scope!");
        }

        var document = JsonNode.Parse(policy)!.AsObject();
        var statements = document[Statement] as JsonArray ?? [];
        if (statements.Any(s => IsCalled(s, label)))
        {
            throw TopicServiceException.InvalidParameter("Statement already exists");
        }

        document[Statement] ??= statements;
        statements.Add((JsonNode)new JsonObject
        {
            [Sid] = label,
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject { ["AWS"] = OneOrMore([.. accounts.Select(static a => new Arn("aws", "iam", "", a, "root").ToString())]) },
            ["Action"] = OneOrMore([.. actions.Select(static a => $"SNS:{a}")]),
            ["Resource"] = arn,
        });
        return JsonLine.Of(document);
    }

    /// <summary>A policy without a statement; there need not be one.</summary>
    public static string Without(string policy, string label)
    {
        var document = JsonNode.Parse(policy)!.AsObject();
        if (document[Statement] is JsonArray statements)
        {
            document[Statement] = new JsonArray([.. statements.Where(s => !IsCalled(s, label)).Select(static s => s?.DeepClone())]);
        }

        return JsonLine.Of(document);
    }

    private static bool IsCalled(JsonNode? statement, string label) => statement is JsonObject o && o[Sid] is JsonValue sid && sid.TryGetValue<string>(out var text) && text == label;

    private static JsonNode OneOrMore(List<string> texts) => texts.Count == 1 ? texts[0] : new JsonArray([.. texts.Select(static t => (JsonNode)t)]);
}
