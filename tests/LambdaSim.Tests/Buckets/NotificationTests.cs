using System.Text.Json.Nodes;
using LambdaSim.Configuration;
using LambdaSim.Neighbours.Buckets;
using LambdaSim.Neighbours.Queues;
using LambdaSim.Projections;
using LambdaSim.Units;

namespace LambdaSim.Tests.Buckets;

/// <summary>Whom a bucket tells what happens to its objects.</summary>
public sealed class NotificationTests : IDisposable
{
    private readonly S3World _s3 = new();
    private readonly Bucket _bucket;
    private readonly Queue _queue;

    public NotificationTests()
    {
        _bucket = _s3.Add();
        _queue = _s3.Simulation.AddQueue("told");
    }

    public void Dispose() => _s3.Dispose();

    [Fact]
    [Pins("BKT-NOTIFY")]
    public void A_function_is_called_for_each_object_a_second_later()
    {
        List<string> keys = [];
        var read = _s3.Simulation.AddFunction("read", (JsonObject e) => keys.Add((string)e["Records"]![0]!["s3"]!["object"]!["key"]!));
        _bucket.Notify(read, prefix: "in/", suffix: ".txt");

        _bucket.Put("in/a.txt", "1");
        _bucket.Put("in/a.png", "1");
        _bucket.Put("out/a.txt", "1");
        _s3.Simulation.RunUntilIdle();

        Assert.Equal(["in/a.txt"], keys);
        Assert.True(_s3.Simulation.Elapsed >= Duration.FromSeconds(1));
    }

    [Fact]
    [Pins("BKT-EVENT")]
    public void An_event_has_the_form_of_AWS()
    {
        _bucket.Notify(_queue, ["s3:ObjectCreated:*", "s3:ObjectRemoved:*", "s3:ObjectTagging:*"]);

        _s3.Put("/uploads/my%20red/fl%C3%B6wer.jpg", "hello");
        _s3.Send("DELETE", "/uploads/my%20red/fl%C3%B6wer.jpg");
        var events = Told();

        var put = events[0];
        Assert.Equal(
            ["2.1", "aws:s3", "us-east-1", "2026-01-01T00:00:00.000Z", "ObjectCreated:Put", "127.0.0.1", "1.0", "notify-1", "uploads", "arn:aws:s3:::uploads", "my+red/fl%C3%B6wer.jpg", "5", "5d41402abc4b2a76b9719d911017c592"],
            new[]
            {
                put["eventVersion"], put["eventSource"], put["awsRegion"], put["eventTime"], put["eventName"], put["requestParameters"]!["sourceIPAddress"], put["s3"]!["s3SchemaVersion"], put["s3"]!["configurationId"],
                put["s3"]!["bucket"]!["name"], put["s3"]!["bucket"]!["arn"], put["s3"]!["object"]!["key"], put["s3"]!["object"]!["size"], put["s3"]!["object"]!["eTag"],
            }.Select(static v => v!.ToString()));
        Assert.StartsWith("AWS:AIDA", (string)put["userIdentity"]!["principalId"]!, StringComparison.Ordinal);
        Assert.Matches("^[0-9A-F]{16}$", (string)put["responseElements"]!["x-amz-request-id"]!);
        Assert.Equal("ObjectRemoved:Delete", (string)events[1]["eventName"]!);
        Assert.Equal(["key", "sequencer"], events[1]["s3"]!["object"]!.AsObject().Select(static m => m.Key));
        Assert.True(string.CompareOrdinal((string)put["s3"]!["object"]!["sequencer"]!, (string)events[1]["s3"]!["object"]!["sequencer"]!) < 0);
    }

    [Fact]
    [Pins("BKT-EVENT")]
    public void Two_runs_of_a_seed_tell_the_same()
    {
        using var other = new S3World();
        other.Add().Notify(other.Simulation.AddQueue("told"));
        _bucket.Notify(_queue);

        foreach (var world in new[] { _s3, other })
        {
            world.Put("/uploads/a", "1");
            world.Simulation.RunUntilIdle();
        }

        Assert.Equal(_queue.Messages.Select(static m => m.Body), other.Simulation.Queue("told").Messages.Select(static m => m.Body));
    }

    [Theory]
    [InlineData("s3:ObjectCreated:*", "ObjectCreated:Put ObjectCreated:Copy ObjectCreated:CompleteMultipartUpload")]
    [InlineData("s3:ObjectCreated:Copy", "ObjectCreated:Copy")]
    [InlineData("s3:ObjectRemoved:*", "ObjectRemoved:Delete ObjectRemoved:Delete")]
    [InlineData("s3:ObjectRemoved:DeleteMarkerCreated", "")]
    [InlineData("s3:ObjectTagging:*", "ObjectTagging:Put ObjectTagging:Delete")]
    [InlineData("s3:ObjectTagging:Delete", "ObjectTagging:Delete")]
    [InlineData("s3:ReducedRedundancyLostObject", "")]
    [Pins("BKT-EVENT-TYPES")]
    public void Each_request_that_succeeds_has_one_event_of_its_type(string type, string expected)
    {
        _bucket.Notify(_queue, [type]);

        _s3.Put("/uploads/a", "1");
        _s3.Put("/uploads/b", "", ("x-amz-copy-source", "uploads/a"));
        var upload = _s3.Send("POST", "/uploads/c?uploads").Text("UploadId");
        var tag = _s3.Put($"/uploads/c?partNumber=1&uploadId={upload}", "1")["ETag"];
        _s3.Send("POST", $"/uploads/c?uploadId={upload}", $"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{tag}</ETag></Part></CompleteMultipartUpload>");
        const string tags = "<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>";
        _s3.Put("/uploads/a?tagging", tags, ("x-amz-checksum-crc32", ObjectRequestTests.Checksum("CRC32", tags)));
        _s3.Send("DELETE", "/uploads/a?tagging");
        const string delete = "<Delete><Object><Key>a</Key></Object><Object><Key>b</Key></Object></Delete>";
        _s3.Send("POST", "/uploads?delete", delete, ("x-amz-checksum-crc32", ObjectRequestTests.Checksum("CRC32", delete)));
        _s3.Put("/uploads/c", "2", ("If-None-Match", "*"));

        Assert.Equal(expected, string.Join(' ', Told().Select(static e => (string?)e["eventName"])));
    }

    [Theory]
    [InlineData("s3:ObjectCreated:*", null, null, "s3:ObjectCreated:Put", null, null, "Event")]
    [InlineData("s3:ObjectCreated:*", "img/", null, "s3:ObjectCreated:*", null, null, "ambiguous")]
    [InlineData("s3:ObjectCreated:*", "img/", ".jpg", "s3:ObjectCreated:*", "img/", ".png", null)]
    [InlineData("s3:ObjectCreated:*", "img/", "jpg", "s3:ObjectCreated:*", "img/", "pg", "ambiguous")]
    [InlineData("s3:ObjectCreated:*", "a", "x", "s3:ObjectCreated:*", "b", "x", null)]
    [InlineData("s3:ObjectCreated:Put", null, null, "s3:ObjectCreated:Copy", null, null, null)]
    [InlineData("s3:ObjectCreated:*", null, null, "s3:ObjectRemoved:*", null, null, null)]
    [InlineData("s3:ObjectCreated:*", "a", null, "s3:ObjectCreated:*", null, "b", "ambiguous")]
    [Pins("BKT-NOTIFY-OVERLAP")]
    public void Two_rules_that_some_key_meets_both_are_refused(string event1, string? prefix1, string? suffix1, string event2, string? prefix2, string? suffix2, string? refused)
    {
        var answer = Configure(Rule("told", event1, prefix1, suffix1) + Rule("told", event2, prefix2, suffix2));

        Assert.Equal(
            refused switch
            {
                null => "",
                "Event" => "400 InvalidArgument: Configurations overlap. Configurations on the same bucket cannot share a common event type.",
                _ => "400 InvalidArgument: Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type.",
            },
            answer.Status == 200 ? "" : answer.Error);
    }

    [Theory]
    [InlineData("<Queue>no-arn</Queue>", "s3:ObjectCreated:*", "The ARN could not be parsed", "Queue", "no-arn")]
    [InlineData("<Queue>arn:aws:sqs:us-east-1:123456789012:nobody</Queue>", "s3:ObjectCreated:*", "Unable to validate the following destination configurations", "arn:aws:sqs:us-east-1:123456789012:nobody", "The destination queue does not exist")]
    [InlineData("<Queue>arn:aws:sqs:eu-west-1:123456789012:told</Queue>", "s3:ObjectCreated:*", "The notification destination service region is not valid for the bucket location constraint", "Queue", "arn:aws:sqs:eu-west-1:123456789012:told")]
    [InlineData("<Queue>arn:aws:sqs:us-east-1:123456789012:told.fifo</Queue>", "s3:ObjectCreated:*", "Unable to validate the following destination configurations", "arn:aws:sqs:us-east-1:123456789012:told.fifo", "FIFO SQS queues are not supported.")]
    [InlineData("<Queue>arn:aws:sqs:us-east-1:123456789012:told</Queue>", "s3:Nothing", "The event 's3:Nothing' is not supported for notifications", "Event", "s3:Nothing")]
    [Pins("BKT-NOTIFY-CHECK")]
    public void A_rule_that_cannot_work_is_refused_and_nothing_changes(string target, string type, string message, string name, string value)
    {
        Configure(Rule("told", "s3:ObjectCreated:*", "old", null));

        var answer = Configure($"<QueueConfiguration>{target}<Event>{type}</Event></QueueConfiguration>");

        Assert.Equal($"400 InvalidArgument: {message}", answer.Error);
        Assert.Equal((name, value), (answer.Text("ArgumentName"), answer.Text("ArgumentValue")));
        Assert.Equal(["old"], _s3.Get("/uploads?notification").Texts("Value"));
    }

    [Fact]
    [Pins("BKT-NOTIFY-CHECK")]
    public void A_function_that_is_not_there_may_not_be_invoked() => Assert.Equal(
        "Not authorized to invoke function [arn:aws:lambda:us-east-1:123456789012:function:nobody]",
        Configure("<CloudFunctionConfiguration><CloudFunction>arn:aws:lambda:us-east-1:123456789012:function:nobody</CloudFunction><Event>s3:ObjectCreated:*</Event></CloudFunctionConfiguration>").Text("ArgumentValue"));

    [Fact]
    [Pins("BKT-NOTIFY-CHECK")]
    public void Who_skips_the_check_may_name_what_is_not_there_and_nothing_is_lost_in_silence()
    {
        var answer = _s3.Put("/uploads?notification", Document(Rule("nobody", "s3:ObjectCreated:*", null, null)), ("x-amz-skip-destination-validation", "true"));
        _bucket.Put("a", "1");
        _s3.Simulation.RunUntilIdle();

        Assert.Equal(200, answer.Status);
        Assert.Equal(1, _s3.Simulation.Ledger.Count(Fate.Undeliverable));
    }

    [Theory]
    [InlineData("<FilterRule><Name>middle</Name><Value>a</Value></FilterRule>", "filter rule name must be either prefix or suffix")]
    [InlineData("<FilterRule><Name>prefix</Name><Value>a</Value></FilterRule><FilterRule><Name>Prefix</Name><Value>b</Value></FilterRule>", "Cannot specify more than one prefix rule in a filter.")]
    [Pins("BKT-NOTIFY-CHECK")]
    public void A_filter_has_one_prefix_and_one_suffix(string rules, string message) =>
        Assert.Equal(message, Configure($"<QueueConfiguration><Queue>{_queue.Arn}</Queue><Event>s3:ObjectCreated:*</Event><Filter><S3Key>{rules}</S3Key></Filter></QueueConfiguration>").Text("Message"));

    [Fact]
    [Pins("BKT-NOTIFY")]
    public void A_configuration_comes_back_with_an_id_and_its_filters_in_AWSs_words()
    {
        Configure(Rule("told", "s3:ObjectCreated:*", "a", "b") + "<EventBridgeConfiguration/>");

        var answer = _s3.Get("/uploads?notification");

        Assert.Equal(["Prefix", "Suffix"], answer.Texts("Name"));
        Assert.NotEmpty(answer.Text("Id"));
        Assert.Single(answer.Texts("EventBridgeConfiguration"));
        Configure("");
        Assert.Empty(_s3.Get("/uploads?notification").Xml.Elements());
    }

    [Fact]
    [Pins("BKT-TEST-EVENT")]
    public void A_queue_gets_a_test_message_without_records()
    {
        Configure(Rule("told", "s3:ObjectCreated:*", null, null));
        _s3.Simulation.RunUntilIdle();

        var test = JsonNode.Parse(Assert.Single(_queue.Messages).Body)!.AsObject();
        Assert.Equal(["Service", "Event", "Time", "Bucket", "RequestId", "HostId"], test.Select(static m => m.Key));
        Assert.Equal(("Amazon S3", "s3:TestEvent", "uploads"), ((string?)test["Service"], (string?)test["Event"], (string?)test["Bucket"]));
    }

    [Fact]
    [Pins("BKT-NOTIFY-TIME")]
    public void A_change_holds_after_a_while_where_the_configuration_says_so()
    {
        using var s3 = new S3World(new SimulationOptions { Seed = 1, World = new() { S3 = new S3Config { NotificationActivation = 5.Minutes, NotificationLatency = 3.Seconds } } });
        var (bucket, queue) = (s3.Add(), s3.Simulation.AddQueue("told"));
        bucket.Notify(queue);

        bucket.Put("early", "1");
        s3.Simulation.AdvanceBy(5.Minutes);
        bucket.Put("late", "1");
        s3.Simulation.RunUntilIdle();

        Assert.Contains("late", Assert.Single(queue.Messages).Body, StringComparison.Ordinal);
        Assert.Equal(Duration.FromMinutes(5) + Duration.FromSeconds(3), s3.Simulation.Elapsed);
    }

    [Fact]
    [Pins("BKT-NOTIFY")]
    public void Each_notification_has_one_fate()
    {
        var read = _s3.Simulation.AddFunction("read", () => { });
        _bucket.Notify(read, ["s3:ObjectCreated:*"]);
        _bucket.Notify(_queue, ["s3:ObjectRemoved:*"]);

        for (var i = 0; i < 10; i++)
        {
            _bucket.Put($"{i}", "1");
            _bucket.Delete($"{i}");
        }

        _s3.Simulation.RunUntilIdle();
        Assert.Equal(20, _s3.Simulation.Ledger.Count(Fate.Delivered));
        Assert.Equal(10, _queue.Messages.Count);
    }

    [Fact]
    [Pins("BKT-EVENTBRIDGE")]
    public void The_detail_of_an_event_on_a_bus_has_names_of_its_own()
    {
        var request = new BucketRequest("ID", "123456789012");
        var detail = JsonNode.Parse(EventDocuments.Detail(_bucket, new BucketEvent(BucketEvents.Put, "a b") { Size = 1, ETag = "tag", Sequencer = 5 }, request))!;
        var deleted = JsonNode.Parse(EventDocuments.Detail(_bucket, new BucketEvent(BucketEvents.Marker, "a b") { Version = "v" }, request))!;

        Assert.Equal("""{"version":"0","bucket":{"name":"uploads"},"object":{"key":"a b","size":1,"etag":"tag","sequencer":"000000000000000005"},"request-id":"ID","requester":"123456789012","source-ip-address":"127.0.0.1","reason":"PutObject"}""", detail.ToJsonString());
        Assert.Equal(("DeleteObject", "Delete Marker Created", "v"), ((string?)deleted["reason"], (string?)deleted["deletion-type"], (string?)deleted["object"]!["version-id"]));
        Assert.Equal(["Object Created", "Object Deleted", "Object Tags Added", null], new[] { "ObjectCreated:Copy", "ObjectRemoved:Delete", "ObjectTagging:Put", "ObjectAcl:Put" }.Select(static t => EventDocuments.DetailType(new(t, "k"))));
    }

    [Fact]
    [Pins("BKT-EVENTBRIDGE")]
    public void Every_event_goes_to_the_bus_once_the_bucket_is_told_to()
    {
        _bucket.NotifyEventBridge();

        _bucket.Put("a", "1");
        _bucket.Delete("a");
        _s3.Simulation.RunUntilIdle();

        Assert.Equal(2, _s3.Simulation.Ledger.Entries.Count(static e => e.Kind == FateKind.Notification && e.Place == "bucket uploads"));
    }

    [Fact]
    [Pins("BKT-NOTIFY")]
    public void A_function_that_writes_where_it_is_told_of_is_stopped()
    {
        var calls = 0;
        var loop = _s3.Simulation.AddFunction("loop", (LambdaContext context) =>
        {
            context.Bucket("uploads").Put(Text.Of(++calls), "x");
        });
        _bucket.Notify(loop);

        _bucket.Put("0", "x");
        _s3.Simulation.RunUntilIdle();

        Assert.InRange(calls, 15, 17);
    }

    [Fact]
    [Pins("BKT-EVENT-TYPES")]
    public void A_type_of_which_nothing_happens_here_is_listed()
    {
        _bucket.Notify(_queue, ["s3:ObjectRestore:*"]);

        Assert.Contains("bucket uploads: notifications of s3:ObjectRestore:*: nothing of this kind happens here", _s3.Simulation.Unsimulated);
    }

    [Fact]
    [Pins("BKT-NOTIFY-RETRY")]
    public void What_may_pass_is_tried_again_ever_more_seldom()
    {
        var policy = _s3.Simulation.BucketBook.Policy;

        Assert.Equal([1, 2, 4, 256, 300, 300], new[] { 1, 2, 3, 9, 10, 100 }.Select(retry => policy.DelayBefore(retry).TotalSeconds));
        Assert.Equal(Duration.FromDays(1), policy.MaximumAge);
    }

    [Fact]
    [Pins("BKT-DESTINATION")]
    public void A_bucket_takes_records_of_events_that_failed()
    {
        var fail = _s3.Simulation.AddFunction("fail", string () => throw new FormatException("no"), f => f with { OnFailure = Destination.To(_bucket), MaximumRetryAttempts = 0 });

        fail.Send(7);
        _s3.Simulation.RunUntilIdle();

        var record = _bucket.Get(Assert.Single(_bucket.Keys));
        Assert.Matches("^aws/lambda/async/fail/2026/01/01/2026-01-01T00[.]00[.][0-9]{2}-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$", record.Key);
        Assert.Equal("RetriesExhausted", (string)JsonNode.Parse(record.Text)!["requestContext"]!["condition"]!);
    }

    private List<JsonObject> Told()
    {
        _s3.Simulation.RunUntilIdle();
        return [.. _queue.Messages.Select(static m => JsonNode.Parse(m.Body)!["Records"]![0]!.AsObject())];
    }

    private S3Reply Configure(string rules) => _s3.Put("/uploads?notification", Document(rules));

    private static string Document(string rules) => $"<NotificationConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">{rules}</NotificationConfiguration>";

    private static string Rule(string queue, string type, string? prefix, string? suffix)
    {
        var filters = (prefix is null ? "" : $"<FilterRule><Name>prefix</Name><Value>{prefix}</Value></FilterRule>") + (suffix is null ? "" : $"<FilterRule><Name>suffix</Name><Value>{suffix}</Value></FilterRule>");
        return $"<QueueConfiguration><Queue>arn:aws:sqs:us-east-1:123456789012:{queue}</Queue><Event>{type}</Event>{(filters.Length == 0 ? "" : $"<Filter><S3Key>{filters}</S3Key></Filter>")}</QueueConfiguration>";
    }
}
