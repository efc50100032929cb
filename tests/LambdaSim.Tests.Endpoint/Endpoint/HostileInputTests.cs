using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.AspNetCore;
using LambdaSim.Functions;
using LambdaSim.Handlers.StandIns;
using LambdaSim.Tests.Functions;
using LambdaSim.Tests.StandIns;

namespace LambdaSim.Tests.Endpoint;

/// <summary>Every parser that the endpoint reaches, with documents of which one thing is wrong: the fault is the sender's, in the service's words (rule HTTP-JSON).</summary>
public sealed class HostileInputTests
{
    private const string Url = "\"QueueUrl\":\"http://127.0.0.1:4566/123456789012/orders\"";

    public static TheoryData<string, string> SqsRequests => new()
    {
        { "CreateQueue", """{"QueueName":"a","Attributes":{"VisibilityTimeout":"5","RedrivePolicy":"{}"},"tags":{"a":"b"}}""" },
        { "ListQueues", """{"QueueNamePrefix":"a","MaxResults":5,"NextToken":"YQ=="}""" },
        { "GetQueueUrl", """{"QueueName":"orders","QueueOwnerAWSAccountId":"123456789012"}""" },
        { "SetQueueAttributes", $$"""{{{Url}},"Attributes":{"Policy":"{}"} }""" },
        { "GetQueueAttributes", $$"""{{{Url}},"AttributeNames":["All"]}""" },
        { "TagQueue", $$"""{{{Url}},"Tags":{"a":"b"} }""" },
        { "UntagQueue", $$"""{{{Url}},"TagKeys":["a"]}""" },
        { "SendMessage", $$"""{{{Url}},"MessageBody":"a","DelaySeconds":0,"MessageGroupId":"g","MessageAttributes":{"a":{"DataType":"String","StringValue":"v","StringListValues":[]} },"MessageSystemAttributes":{"AWSTraceHeader":{"DataType":"String","StringValue":"v"} } }""" },
        { "SendMessageBatch", $$"""{{{Url}},"Entries":[{"Id":"1","MessageBody":"a","MessageAttributes":{"a":{"DataType":"Binary","BinaryValue":"YQ=="} } }]}""" },
        { "ReceiveMessage", $$"""{{{Url}},"MaxNumberOfMessages":1,"VisibilityTimeout":1,"WaitTimeSeconds":0,"AttributeNames":["All"],"MessageAttributeNames":["a.*"]}""" },
        { "DeleteMessage", $$"""{{{Url}},"ReceiptHandle":"AQEB"}""" },
        { "DeleteMessageBatch", $$"""{{{Url}},"Entries":[{"Id":"1","ReceiptHandle":"AQEB"}]}""" },
        { "ChangeMessageVisibility", $$"""{{{Url}},"ReceiptHandle":"AQEB","VisibilityTimeout":1}""" },
        { "ChangeMessageVisibilityBatch", $$"""{{{Url}},"Entries":[{"Id":"1","ReceiptHandle":"AQEB","VisibilityTimeout":1}]}""" },
        { "PurgeQueue", $$"""{{{Url}}}""" },
        { "DeleteQueue", $$"""{{{Url}}}""" },
    };

    [Theory]
    [MemberData(nameof(SqsRequests))]
    [Pins("HTTP-JSON")]
    public async Task Whatever_stands_in_a_request_of_SQS_is_answered_by_SQS(string operation, string good)
    {
        using var world = new ControlWorld();
        Task<HttpAnswer> Ask(string what, byte[] body) => world.Send("POST", "/", body, ("X-Amz-Target", $"AmazonSQS.{what}"), CallerTests.Signed("123456789012", "us-east-1", "sqs"));
        foreach (var body in HostileJson.Of(good))
        {
            await Ask("CreateQueue", "{\"QueueName\":\"orders\"}"u8.ToArray());
            var answer = await Ask(operation, body);

            Assert.True(answer.Status is 200 or (>= 400 and < 500), $"{answer.Status} {answer.Text}\n{Encoding.UTF8.GetString(body)}");
            Assert.True(answer.Status == 200 || answer.Json["__type"] is not null, answer.Text);
        }
    }

    [Theory]
    [InlineData("\"MessageBody\":\"\\ud800\"")]
    [InlineData("\"MessageBody\":\"a\",\"\\udc00\":1")]
    [InlineData("\"MessageBody\":\"a\",\"MessageAttributes\":{\"\\ud800\":{\"DataType\":\"String\",\"StringValue\":\"v\"}}")]
    [InlineData("\"MessageBody\":\"a\",\"MessageAttributes\":{\"a\":{\"DataType\":\"String\",\"StringValue\":\"\\ud800\"}}")]
    public async Task Half_a_surrogate_pair_is_no_text_of_SQS(string members)
    {
        using var world = new SqsWorld();
        await world.Create();

        var answer = await world.Json("SendMessage", $$"""{{{Url}},{{members}}}""");

        Assert.Equal((400, "com.amazon.coral.service#SerializationException"), (answer.Status, (string?)answer.Json["__type"]));
        Assert.Contains("half a surrogate pair", (string?)answer.Json["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RedrivePolicy", """{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:123456789012:orders","maxReceiveCount":3}""")]
    [InlineData("RedriveAllowPolicy", """{"redrivePermission":"byQueue","sourceQueueArns":["arn:aws:sqs:us-east-1:123456789012:orders"]}""")]
    [InlineData("Policy", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow"}]}""")]
    public async Task Whatever_stands_in_a_policy_of_a_queue_is_answered_by_SQS(string attribute, string good)
    {
        using var world = new SqsWorld();
        await world.Create();
        foreach (var document in HostileJson.Of(good))
        {
            var answer = await world.Json("SetQueueAttributes", $$"""{{{Url}},"Attributes":{"{{attribute}}":{{HostileJson.Quoted(document)}} } }""");

            Assert.True(answer.Status is 200 or 400, $"{answer.Status} {answer.Body}\n{Encoding.UTF8.GetString(document)}");
        }
    }

    [Theory]
    [InlineData("5", "\"5\"", "Reason: Dead letter target does not exist.")]
    [InlineData("true", "\"true\"", "Reason: Dead letter target does not exist.")]
    [InlineData("[\"a\"]", "\"[\\u0022a\\u0022]\"", "Reason: Dead letter target does not exist.")]
    [InlineData("null", "null", "Reason: Redrive policy does not contain mandatory attribute: deadLetterTargetArn.")]
    public async Task A_dead_letter_target_of_another_kind_is_an_invalid_policy(string target, string shown, string reason)
    {
        using var world = new SqsWorld();
        var policy = $$"""{"deadLetterTargetArn":{{target}},"maxReceiveCount":3}""";

        var answer = await world.Json("CreateQueue", new JsonObject { ["QueueName"] = "q", ["Attributes"] = new JsonObject { ["RedrivePolicy"] = policy } }.ToJsonString());

        Assert.Equal((400, $"Value {{\"deadLetterTargetArn\":{shown},\"maxReceiveCount\":3}} for parameter RedrivePolicy is invalid. {reason}"), (answer.Status, (string?)answer.Json["message"]));
    }

    [Fact]
    public async Task Whatever_advances_the_clock_is_answered()
    {
        using var world = new ControlWorld(EndpointClock.Manual);
        foreach (var body in HostileJson.Of("""{"seconds": 0}"""))
        {
            var answer = await world.Send("POST", "/_lambdasim/advance", body);

            Assert.True(answer.Status is 200 or 400, $"{answer.Status} {answer.Text}\n{Encoding.UTF8.GetString(body)}");
            Assert.True(answer.Status == 200 || answer.Message!.Contains("\"seconds\"", StringComparison.Ordinal), answer.Text);
        }
    }

    [Theory]
    [InlineData("POST", "/2015-03-31/functions/fn/aliases", """{"Name":"a","FunctionVersion":"$LATEST","Description":"d","RoutingConfig":{"AdditionalVersionWeights":{"1":0.5}}}""")]
    [InlineData("PUT", "/2015-03-31/functions/fn/configuration", """{"Description":"d","Timeout":3,"Environment":{"Variables":{"A":"b"}},"Layers":[],"VpcConfig":{"SubnetIds":[]},"ImageConfig":{"Command":["a"]}}""")]
    [InlineData("POST", "/2015-03-31/event-source-mappings", """{"FunctionName":"fn","EventSourceArn":"arn:aws:sqs:us-east-1:123456789012:q","BatchSize":5,"FilterCriteria":{"Filters":[{"Pattern":"{}"}]}}""")]
    [InlineData("POST", "/2017-03-31/tags/arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Afn", """{"Tags":{"a":"b"}}""")]
    [InlineData("PUT", "/2019-09-25/functions/fn/event-invoke-config", """{"MaximumRetryAttempts":1,"DestinationConfig":{"OnFailure":{"Destination":"arn:aws:sqs:us-east-1:123456789012:q"}}}""")]
    [Pins("HTTP-JSON")]
    public async Task Whatever_stands_in_a_request_of_Lambda_is_answered_by_Lambda(string method, string path, string good)
    {
        using var world = new EndpointWorld();
        await world.Create("fn");
        foreach (var body in HostileJson.Of(good))
        {
            var answer = await world.Send(method, path, body);

            Assert.True(answer.Status is < 300 or (>= 400 and < 500), $"{answer.Status} {answer.Text}\n{Encoding.UTF8.GetString(body)}");
            Assert.True(answer.Status < 300 || answer.ErrorType is not null, answer.Text);
        }
    }

    [Fact]
    public async Task Whatever_stands_in_a_filter_is_answered_by_Lambda()
    {
        using var world = new EndpointWorld();
        await world.Create("fn");
        foreach (var pattern in HostileJson.Of("""{"body":{"a":["b",{"prefix":"c"}],"$or":[{"d":[1]}]}}"""))
        {
            var answer = await world.Send("POST", "/2015-03-31/event-source-mappings", $$"""{"FunctionName":"fn","EventSourceArn":"arn:aws:kinesis:us-east-1:123456789012:stream/s","StartingPosition":"LATEST","FilterCriteria":{"Filters":[{"Pattern":{{HostileJson.Quoted(pattern)}} }]} }""");

            Assert.True(answer.Status is 202 or 400 or 409, $"{answer.Status} {answer.Text}\n{Encoding.UTF8.GetString(pattern)}");
        }
    }

    [Fact]
    public async Task Whatever_stands_in_a_client_context_is_answered()
    {
        using var world = new ControlWorld();
        await world.Server.Loop.Ask(static s => s.AddFunction("fn", () => "done"));
        foreach (var context in HostileJson.Of("""{"client":{"installation_id":"i"},"custom":{"a":"b"},"env":{}}"""))
        {
            var answer = await world.Send("POST", "/2015-03-31/functions/fn/invocations", "1", ("X-Amz-Client-Context", Convert.ToBase64String(context)));

            Assert.True(answer.Status is 200 or 400, $"{answer.Status} {answer.Text}\n{Encoding.UTF8.GetString(context)}");
        }
    }

    [Theory]
    [InlineData("""{"standIn":1,"behavior":"fail","params":{"errorType":"E","errorMessage":"m","stackTrace":["a"]},"init":false}""")]
    [InlineData("""{"standIn":1,"behavior":"constant","params":{"value":{"a":[1]}}}""")]
    [InlineData("""{"standIn":1,"callback":"http://127.0.0.1:1/","init":true}""")]
    public void What_is_no_stand_in_is_refused_when_it_is_uploaded_and_what_is_one_runs(string good)
    {
        foreach (var document in HostileJson.Of(good))
        {
            StandIn standIn;
            try
            {
                standIn = StandInReader.Read(document);
            }
            catch (InvalidParameterValueException e)
            {
                Assert.StartsWith("The uploaded zip holds a lambdasim-standin.json that LambdaSim cannot use: ", e.Message, StringComparison.Ordinal);
                continue;
            }

            using var simulation = new Simulation();
            var answer = simulation.Add("f", StandInCode.Of(standIn, StandInSamples.Settings(), new FakeCallbacks("""{"result":1}""")), null).InvokeText("{}");
            Assert.True(answer.Outcome is Outcome.Succeeded or Outcome.Failed or Outcome.Crashed, answer.PayloadText);
        }
    }

    [Fact]
    public async Task A_stand_in_that_is_no_UTF_8_is_refused_when_it_is_uploaded()
    {
        using var world = new EndpointWorld();
        var body = EndpointWorld.CreateBody("fn");
        byte[] standIn = [.. "{\"standIn\":1,\"behavior\":\"constant\",\"params\":{\"value\":\""u8, 0xff, .. "\"}}"u8];
        body["Code"] = new JsonObject { ["ZipFile"] = Convert.ToBase64String(FunctionSamples.Zip(("lambdasim-standin.json", standIn))) };

        var answer = await world.Send("POST", EndpointWorld.Functions, body.ToJsonString());

        Assert.Equal((400, "InvalidParameterValueException"), (answer.Status, answer.ErrorType));
        Assert.Contains("it is no UTF-8", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"result":{"a":[1]},"logs":["a"],"durationMs":1}""")]
    [InlineData("""{"error":{"errorType":"E","errorMessage":"m"},"logs":"a"}""")]
    [InlineData("""{"exit":{"code":1}}""")]
    public void Whatever_a_callback_answers_ends_the_call(string good)
    {
        foreach (var answer in HostileJson.Of(good))
        {
            using var simulation = new Simulation();
            var result = simulation.AddStandIn("http://127.0.0.1:9000/orders", callbacks: new FakeCallbacks(_ => new CallbackAnswer(200, answer, null))).InvokeText("{}");

            Assert.True(result.Outcome is Outcome.Succeeded or Outcome.Failed or Outcome.Crashed or Outcome.TimedOut, result.PayloadText);
        }
    }

    [Theory]
    [InlineData("wait", """{"wait":1}""")]
    [InlineData("size", """{"bytenum":3}""")]
    [InlineData("failIf:a", """{"b":1}""")]
    [InlineData("integration:a", """{"b":[1]}""")]
    public void Whatever_event_a_behaviour_gets_ends_the_call(string behaviour, string good)
    {
        foreach (var payload in HostileJson.Of(good))
        {
            using var simulation = new Simulation();
            try
            {
                Assert.NotNull(simulation.AddStandIn(behaviour).InvokeRaw(payload).PayloadText);
            }
            catch (InvalidRequestContentException)
            {
                // What is no JSON starts nothing.
            }
        }
    }

    [Fact]
    public async Task What_a_reset_cut_is_no_fault_of_the_sender()
    {
        using var world = new ControlWorld(EndpointClock.Real(0.000_001));
        await world.Server.Loop.Ask(static s => s.AddFunction("slow", Duration.FromSeconds(2)));
        var cut = world.Send("POST", "/2015-03-31/functions/slow/invocations", "1");
        await world.Server.Loop.Ask(static _ => true);

        await world.Send("POST", "/_lambdasim/reset");
        var answer = await cut;

        Assert.Equal((500, "ServiceException", "Service"), (answer.Status, answer.ErrorType, (string?)answer.Json["Type"]));
    }
}
