using System.Text.Json.Nodes;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Queues;

/// <summary>AddPermission and RemovePermission: statements of the queue's policy, kept and shown; nobody is kept out (rule SQS-PERMISSION).</summary>
internal static class QueuePermissions
{
    private const int MostActions = 7;
    private const int MostLabel = 80;
    private const string Statements = "Statement", Label = "Sid";

    private static readonly SortedSet<string> _actions = new(StringComparer.Ordinal)
    {
        "*", "ChangeMessageVisibility", "DeleteMessage", "GetQueueAttributes", "GetQueueUrl", "ListDeadLetterSourceQueues", "PurgeQueue", "ReceiveMessage", "SendMessage",
    };

    public static void Add(Queue queue, string? label, IReadOnlyList<string> accounts, IReadOnlyList<string> actions)
    {
        CheckLabel(label);
        if (accounts.Count == 0)
        {
            throw QueueServiceException.MissingParameter("AWSAccountIds");
        }

        if (actions.Count == 0)
        {
            throw QueueServiceException.MissingParameter("Actions");
        }

        if (actions.Count > MostActions)
        {
            throw QueueServiceException.OverLimit(Configuration.Text.Invariant($"{actions.Count} Actions were found, maximum allowed is {MostActions}."));
        }

        if (actions.FirstOrDefault(static a => !_actions.Contains(a)) is { } unknown)
        {
            throw QueueServiceException.InvalidParameter($"Value SQS:{unknown} for parameter ActionName is invalid. Reason: Please refer to the appropriate WSDL for a list of valid actions. ");
        }

        if (accounts.FirstOrDefault(static a => a.Length != 12 || !a.All(char.IsAsciiDigit)) is { } stranger)
        {
            throw QueueServiceException.InvalidParameter("PrincipalId", stranger, "Unable to verify.");
        }

        var policy = PolicyOf(queue) ?? new JsonObject { ["Version"] = "2008-10-17", ["Id"] = $"{queue.Arn}/SQSDefaultPolicy", [Statements] = new JsonArray() };
        var statements = StatementsOf(policy);
        if (Labelled(statements, label!) is not null)
        {
            throw QueueServiceException.InvalidParameter("Label", label!, "Already exists.");
        }

        statements.Add((JsonNode)new JsonObject
        {
            [Label] = label,
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject { ["AWS"] = OneOrMany(accounts.Reverse().Select(static a => new Arn("aws", "iam", "", a, "root").ToString())) },
            ["Action"] = OneOrMany(actions.Select(static a => $"SQS:{a}")),
            ["Resource"] = queue.Arn,
        });
        Store(queue, policy);
    }

    public static void Remove(Queue queue, string? label)
    {
        CheckLabel(label);
        var policy = PolicyOf(queue);
        var statements = policy is null ? [] : StatementsOf(policy);
        var statement = Labelled(statements, label!) ?? throw QueueServiceException.InvalidParameter("Label", label!, "can't find label.");
        statements.Remove(statement);
        Store(queue, statements.Count == 0 ? null : policy);
    }

    private static void CheckLabel(string? label)
    {
        if (string.IsNullOrEmpty(label))
        {
            throw QueueServiceException.MissingParameter("Label");
        }

        if (label.Length > MostLabel || !label.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw QueueServiceException.InvalidParameter("Label", label, "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.");
        }
    }

    private static JsonObject? PolicyOf(Queue queue) => queue.Settings.Values.TryGetValue(QueueSettings.Policy, out var policy) ? JsonNode.Parse(policy) as JsonObject : null;

    private static JsonArray StatementsOf(JsonObject policy)
    {
        if (policy[Statements] is not JsonArray)
        {
            var single = policy[Statements]?.DeepClone();
            policy[Statements] = single is null ? new JsonArray() : new JsonArray(single);
        }

        return policy[Statements]!.AsArray();
    }

    private static JsonNode? Labelled(JsonArray statements, string label) =>
        statements.FirstOrDefault(s => s is JsonObject o && o[Label] is JsonValue sid && sid.TryGetValue<string>(out var text) && text == label);

    private static JsonNode OneOrMany(IEnumerable<string> values) =>
        values.Select(static v => (JsonNode)v).ToArray() is { Length: > 1 } many ? new JsonArray(many) : (JsonNode)values.First();

    private static void Store(Queue queue, JsonObject? policy) =>
        queue.Set(new SortedDictionary<string, string>(StringComparer.Ordinal) { [QueueSettings.Policy] = policy?.ToJsonString() ?? "" });
}
