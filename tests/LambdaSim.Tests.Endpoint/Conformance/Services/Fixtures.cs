using System.Text.Json.Nodes;

namespace LambdaSim.Tests.Conformance.Services;

/// <summary>What must exist before a recorded test, by the words that the requests have for it. A service that comes adds its words here.</summary>
internal sealed class Fixtures(ServiceWorld world, Names names, Func<JsonNode?, JsonNode?> fill)
{
    private const string Owner = "<region>:" + Names.Account;

    private readonly List<string> _queues = [];

    /// <summary>ARNs of the queues, in the order in which they came.</summary>
    public IReadOnlyList<string> Queues => _queues;

    /// <summary>ARN of the latest subscription; null: there is none.</summary>
    public string? Subscription { get; private set; }

    public void Make(JsonObject step)
    {
        var name = step["name"]?.GetValue<string>();
        var attributes = fill(step["Attributes"]) ?? new JsonObject();
        switch (step["fixture"]!.GetValue<string>())
        {
            case "SQS queue":
                MakeQueue(name!, attributes);
                break;
            case "SNS topic":
                world.Ask("sns", "CreateTopic", new JsonObject { ["Name"] = name, ["Attributes"] = attributes });
                break;
            case "SNS subscription of a queue that the topic may send to":
                Subscribe(names.Resolve(step["TopicArn"]!.GetValue<string>()), step["queue"]!.GetValue<string>());
                break;
            case "event bus":
                world.Ask("events", "CreateEventBus", new JsonObject { ["Name"] = name });
                break;
            case "S3 bucket":
                world.Ask("s3", "CreateBucket", new JsonObject { ["Bucket"] = name, ["CreateBucketConfiguration"] = new JsonObject { ["LocationConstraint"] = Names.Region } });
                break;
        }
    }

    /// <summary>The id of the latest subscription is what the requests call <c>&lt;subscription id&gt;</c>.</summary>
    public void Know(string operation, JsonObject? answer)
    {
        if (operation == "Subscribe" && answer?["SubscriptionArn"]?.GetValue<string>() is { } arn)
        {
            names.Bind("<subscription id>", arn.Split(':')[^1]);
            Subscription = arn;
        }
    }

    private void MakeQueue(string name, JsonNode attributes)
    {
        var queue = world.Ask("sqs", "CreateQueue", new JsonObject { ["QueueName"] = name, ["Attributes"] = attributes });
        names.Bind($"<URL of {name}>", queue?["QueueUrl"]?.GetValue<string>() ?? "");
        _queues.Add(names.Resolve($"arn:<partition>:sqs:{Owner}:{name}"));
    }

    private void Subscribe(string topic, string queue)
    {
        var arn = names.Resolve($"arn:<partition>:sqs:{Owner}:{queue}");
        var policy = new JsonObject
        {
            ["Statement"] = new JsonArray(new JsonObject
            {
                ["Effect"] = "Allow",
                ["Principal"] = new JsonObject { ["Service"] = "sns.amazonaws.com" },
                ["Action"] = "sqs:SendMessage",
                ["Resource"] = arn,
                ["Condition"] = new JsonObject { ["ArnEquals"] = new JsonObject { ["aws:SourceArn"] = topic } },
            }),
        };
        world.Ask("sqs", "SetQueueAttributes", new JsonObject { ["QueueUrl"] = names.Resolve($"<URL of {queue}>"), ["Attributes"] = new JsonObject { ["Policy"] = policy.ToJsonString() } });
        Know("Subscribe", world.Ask("sns", "Subscribe", new JsonObject { ["TopicArn"] = topic, ["Protocol"] = "sqs", ["Endpoint"] = arn }));
    }
}
