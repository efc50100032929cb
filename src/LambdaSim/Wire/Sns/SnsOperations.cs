using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Topics;

namespace LambdaSim.Wire.Sns;

/// <summary>Works on a request; null: the answer has no members.</summary>
internal delegate JsonObject? SnsOperation(SnsCall call);

/// <summary>The operations of SNS by name.</summary>
internal static class SnsOperations
{
    private const int MostListed = 100;
    private const string Phones = "text messages to telephones", Devices = "notifications to applications on devices";

    public static readonly IReadOnlyDictionary<string, SnsOperation> All = new SortedDictionary<string, SnsOperation>(StringComparer.Ordinal)
    {
        ["AddPermission"] = Done(AddPermission),
        ["CheckIfPhoneNumberIsOptedOut"] = NotSimulated(Phones),
        ["ConfirmSubscription"] = Confirm,
        ["CreatePlatformApplication"] = NotSimulated(Devices),
        ["CreatePlatformEndpoint"] = NotSimulated(Devices),
        ["CreateSMSSandboxPhoneNumber"] = NotSimulated(Phones),
        ["CreateTopic"] = CreateTopic,
        ["DeleteEndpoint"] = NotSimulated(Devices),
        ["DeletePlatformApplication"] = NotSimulated(Devices),
        ["DeleteSMSSandboxPhoneNumber"] = NotSimulated(Phones),
        ["DeleteTopic"] = Done(static c =>
        {
            var arn = c.TopicArn();
            c.World.Book<TopicBook>().At(arn.Account, arn.Region).Delete(arn);
        }),
        ["GetDataProtectionPolicy"] = static c => new JsonObject { ["DataProtectionPolicy"] = c.Resource().DataProtection },
        ["GetEndpointAttributes"] = NotSimulated(Devices),
        ["GetPlatformApplicationAttributes"] = NotSimulated(Devices),
        ["GetSMSAttributes"] = NotSimulated(Phones),
        ["GetSMSSandboxAccountStatus"] = NotSimulated(Phones),
        ["GetSubscriptionAttributes"] = static c => new JsonObject { ["Attributes"] = Strings(Subscription(c).Describe()) },
        ["GetTopicAttributes"] = static c => new JsonObject { ["Attributes"] = Strings(c.Topic().Describe()) },
        ["ListEndpointsByPlatformApplication"] = NotSimulated(Devices),
        ["ListOriginationNumbers"] = NotSimulated(Phones),
        ["ListPhoneNumbersOptedOut"] = NotSimulated(Phones),
        ["ListPlatformApplications"] = NotSimulated(Devices),
        ["ListSMSSandboxPhoneNumbers"] = NotSimulated(Phones),
        ["ListSubscriptions"] = static c => Page(c, "Subscriptions", c.Service.Subscriptions, Shown),
        ["ListSubscriptionsByTopic"] = static c => Page(c, "Subscriptions", c.Topic().Subscriptions, Shown),
        ["ListTagsForResource"] = static c => new JsonObject { ["Tags"] = new JsonArray([.. c.Resource().Tags.Select(static t => (JsonNode)new JsonObject { ["Key"] = t.Key, ["Value"] = t.Value })]) },
        ["ListTopics"] = static c => Page(c, "Topics", c.Service.Topics, static t => new JsonObject { ["TopicArn"] = t.Arn }),
        ["OptInPhoneNumber"] = NotSimulated(Phones),
        ["Publish"] = SnsPublishing.Publish,
        ["PublishBatch"] = SnsPublishing.PublishBatch,
        ["PutDataProtectionPolicy"] = Done(static c => c.Resource().Protect(c.Input.Text("DataProtectionPolicy"))),
        ["RemovePermission"] = Done(static c => c.Topic().Set(TopicAttributes.Policy, TopicPolicy.Without(c.Topic().Policy, Label(c)))),
        ["SetEndpointAttributes"] = NotSimulated(Devices),
        ["SetPlatformApplicationAttributes"] = NotSimulated(Devices),
        ["SetSMSAttributes"] = NotSimulated(Phones),
        ["SetSubscriptionAttributes"] = Done(static c => Subscription(c).Set(c.Input.Text("AttributeName"), c.Input.Text("AttributeValue"))),
        ["SetTopicAttributes"] = Done(static c => c.Topic().Set(c.Input.Text("AttributeName"), c.Input.Text("AttributeValue"))),
        ["Subscribe"] = Subscribe,
        ["TagResource"] = Done(static c => TopicTags.Add(c.Resource(), TopicTags.Read(c.Input.Tags()))),
        ["Unsubscribe"] = Done(static c => c.Subscription()?.Unsubscribe()),
        ["UntagResource"] = Done(static c => TopicTags.Remove(c.Resource(), c.Input.Texts("TagKeys"))),
        ["VerifySMSSandboxPhoneNumber"] = NotSimulated(Phones),
    };

    private static SnsOperation Done(Action<SnsCall> work) => call =>
    {
        work(call);
        return null;
    };

    private static SnsOperation NotSimulated(string what) => _ => throw TopicServiceException.NotSimulated(what);

    private static Subscription Subscription(SnsCall call) => call.Subscription() ?? throw TopicServiceException.NoSubscription();

    private static string Label(SnsCall call) => call.Input.Text("Label") ?? throw TopicServiceException.Missing("label");

    private static JsonObject CreateTopic(SnsCall call)
    {
        var topic = call.Service.Create(call.Input.Text("Name"), call.Input.Map("Attributes"), TopicTags.Read(call.Input.Tags()));
        if (call.Input.Text("DataProtectionPolicy") is { Length: > 0 } policy)
        {
            topic.Protect(policy);
        }

        return new JsonObject { ["TopicArn"] = topic.Arn };
    }

    private static void AddPermission(SnsCall call)
    {
        var topic = call.Topic();
        topic.Set(TopicAttributes.Policy, TopicPolicy.With(topic.Policy, topic.Arn, Label(call), call.Input.Texts("AWSAccountId"), call.Input.Texts("ActionName")));
    }

    private static JsonObject Subscribe(SnsCall call)
    {
        var subscription = call.Topic().Subscribe(call.Input.Text("Protocol"), call.Input.Text("Endpoint"), call.Input.Map("Attributes"));
        return new JsonObject { ["SubscriptionArn"] = subscription.IsConfirmed || call.Input.Flag("ReturnSubscriptionArn") ? subscription.Arn : "pending confirmation" };
    }

    // Whoever knows the token may confirm, as often as they like (rule SNS-CONFIRM).
    private static JsonObject Confirm(SnsCall call)
    {
        var token = call.Input.Text("Token") ?? throw TopicServiceException.Missing("token");
        var text = call.Input.Text("TopicArn") ?? throw TopicServiceException.Missing("topicArn");
        if (!Resources.Arn.TryParse(text, out var arn) || arn.Service != Resources.Arn.Sns || arn.Region != call.Caller.Region)
        {
            throw TopicServiceException.InvalidParameter("Topic");
        }

        var subscription = call.World.Book<TopicBook>().At(arn.Account, arn.Region).Subscriptions.FirstOrDefault(s => s.Token == token) ?? throw TopicServiceException.InvalidParameter("Token");
        subscription.Confirm();
        return new JsonObject { ["SubscriptionArn"] = subscription.Arn };
    }

    private static JsonObject Shown(Subscription subscription) => new()
    {
        ["SubscriptionArn"] = subscription.IsConfirmed ? subscription.Arn : Neighbours.Topics.Subscription.Pending,
        ["Owner"] = subscription.Topic.Service.Account,
        ["Protocol"] = subscription.Protocol,
        ["Endpoint"] = subscription.Endpoint,
        ["TopicArn"] = subscription.Topic.Arn,
    };

    // The token says how many were shown already.
    private static JsonObject Page<T>(SnsCall call, string member, IEnumerable<T> all, Func<T, JsonObject> show)
    {
        var shown = call.Input.Text("NextToken") is { Length: > 0 } token ? Read(token) : 0;
        var rest = all.Skip(shown).Take(MostListed + 1).ToList();
        var page = new JsonObject { [member] = new JsonArray([.. rest.Take(MostListed).Select(t => (JsonNode)show(t))]) };
        if (rest.Count > MostListed)
        {
            page["NextToken"] = Convert.ToBase64String(Encoding.ASCII.GetBytes(Configuration.Text.Of(shown + MostListed)));
        }

        return page;
    }

    private static int Read(string token)
    {
        Span<byte> bytes = stackalloc byte[16];
        return Convert.TryFromBase64String(token, bytes, out var count) && System.Buffers.Text.Utf8Parser.TryParse(bytes[..count], out int shown, out var read) && read == count && shown >= 0
            ? shown : throw TopicServiceException.InvalidParameter("NextToken");
    }

    private static JsonObject Strings(SortedDictionary<string, string> map) => [.. map.Select(static p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))];
}
