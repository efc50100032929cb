using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Queues;

namespace LambdaSim.Wire.Sqs;

/// <summary>Works on a request. The answer, null where it has no members, is given at once or when virtual time brings it; what is returned gives up waiting.</summary>
internal delegate Action? SqsOperation(SqsCall call, Action<JsonObject?> answer);

/// <summary>The operations of SQS by name; the protocols differ in how they are asked and answered only.</summary>
internal static partial class SqsOperations
{
    private const int MostListed = 1_000;

    public static readonly IReadOnlyDictionary<string, SqsOperation> All = new SortedDictionary<string, SqsOperation>(StringComparer.Ordinal)
    {
        ["AddPermission"] = Done(static c => QueuePermissions.Add(c.Queue(), c.Input.Text("Label"), c.Input.Texts("AWSAccountIds"), c.Input.Texts("Actions"))),
        ["CancelMessageMoveTask"] = Now(CancelMoveTask),
        ["ChangeMessageVisibility"] = Done(static c => c.Queue().ChangeVisibility(c.Input.Text("ReceiptHandle"), c.Input.Number("VisibilityTimeout"))),
        ["ChangeMessageVisibilityBatch"] = Now(ChangeVisibilityBatch),
        ["CreateQueue"] = Now(CreateQueue),
        ["DeleteMessage"] = Done(static c => c.Queue().Delete(c.Input.Text("ReceiptHandle"))),
        ["DeleteMessageBatch"] = Now(DeleteBatch),
        ["DeleteQueue"] = Done(static c => c.Queue().Service.Delete(c.Queue().Name)),
        ["GetQueueAttributes"] = Now(GetAttributes),
        ["GetQueueUrl"] = Now(GetUrl),
        ["ListDeadLetterSourceQueues"] = Now(ListSources),
        ["ListMessageMoveTasks"] = Now(ListMoveTasks),
        ["ListQueueTags"] = Now(static c => c.Queue().Tags is { Count: > 0 } tags ? new JsonObject { ["Tags"] = SqsCall.Strings(tags) } : []),
        ["ListQueues"] = Now(ListQueues),
        ["PurgeQueue"] = Done(static c => c.Queue().Purge()),
        ["ReceiveMessage"] = ReceiveMessage,
        ["RemovePermission"] = Done(static c => QueuePermissions.Remove(c.Queue(), c.Input.Text("Label"))),
        ["SendMessage"] = Now(SendMessage),
        ["SendMessageBatch"] = Now(SendBatch),
        ["SetQueueAttributes"] = Done(SetAttributes),
        ["StartMessageMoveTask"] = Now(StartMoveTask),
        ["TagQueue"] = Done(static c => QueueTags.Tag(c.Queue(), c.Input.Map("Tags"))),
        ["UntagQueue"] = Done(static c => QueueTags.Untag(c.Queue(), c.Input.Texts("TagKeys"))),
    };

    private static SqsOperation Now(Func<SqsCall, JsonObject> work) => (call, answer) =>
    {
        answer(work(call));
        return null;
    };

    private static SqsOperation Done(Action<SqsCall> work) => (call, answer) =>
    {
        work(call);
        answer(null);
        return null;
    };

    private static JsonObject CreateQueue(SqsCall call)
    {
        var tags = call.Input.Map("tags") is { Count: > 0 } small ? small : call.Input.Map("Tags");
        return new JsonObject { ["QueueUrl"] = call.UrlOf(call.Service.Create(call.Input.Text("QueueName"), call.Input.Map("Attributes"), tags)) };
    }

    private static JsonObject GetUrl(SqsCall call)
    {
        var name = call.Input.Text("QueueName") ?? throw QueueServiceException.MissingParameter("QueueName");
        var owner = call.Input.Text("QueueOwnerAWSAccountId") ?? call.Caller.Account;
        return owner.Length == 12 && owner.All(char.IsAsciiDigit)
            ? new JsonObject { ["QueueUrl"] = call.UrlOf(call.World.Book<QueueBook>().At(owner, call.Caller.Region).Get(name)) }
            : throw QueueServiceException.InvalidParameter("QueueOwnerAWSAccountId", owner, "An account has twelve digits.");
    }

    private static JsonObject GetAttributes(SqsCall call)
    {
        var queue = call.Queue();
        return call.Input.Texts("AttributeNames") is { Count: > 0 } names && queue.Describe(names) is { Count: > 0 } found
            ? new JsonObject { ["Attributes"] = SqsCall.Strings(found) }
            : [];
    }

    private static void SetAttributes(SqsCall call)
    {
        var attributes = call.Input.Map("Attributes");
        call.Queue().Set(attributes.Count > 0 ? attributes : throw QueueServiceException.MissingParameter("Attributes"));
    }

    private static JsonObject ListQueues(SqsCall call)
    {
        var prefix = call.Input.Text("QueueNamePrefix") ?? "";
        return Page(call, "QueueUrls", call.Service.Queues.Where(q => q.Name.StartsWith(prefix, StringComparison.Ordinal)));
    }

    private static JsonObject ListSources(SqsCall call)
    {
        var target = call.Queue();
        var page = Page(call, "queueUrls", target.Service.Queues.Where(q => q.Settings.Redrive?.Target == target.Arn));
        page.TryAdd("queueUrls", new JsonArray());
        return page;
    }

    // A token stands for the last name of the page before.
    private static JsonObject Page(SqsCall call, string member, IEnumerable<Queue> queues)
    {
        var max = call.Input.Number("MaxResults");
        if (max is < 1 or > MostListed)
        {
            throw QueueServiceException.InvalidParameter("MaxResults", Configuration.Text.Of(max.Value), "MaxResults must be an integer between 1 and 1000.");
        }

        var after = call.Input.Text("NextToken") is { Length: > 0 } token ? NameIn(token) : "";
        var rest = queues.Where(q => string.CompareOrdinal(q.Name, after) > 0).ToList();
        var page = rest.Take(max ?? MostListed).ToList();
        var result = new JsonObject();
        if (page.Count > 0)
        {
            result[member] = new JsonArray([.. page.Select(q => (JsonNode)call.UrlOf(q))]);
        }

        if (max is not null && page.Count < rest.Count)
        {
            result["NextToken"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(page[^1].Name));
        }

        return result;
    }

    private static string NameIn(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var count)
            ? Encoding.UTF8.GetString(bytes, 0, count)
            : throw QueueServiceException.InvalidParameter("NextToken", token, "It is no token of an earlier answer.");
    }
}
