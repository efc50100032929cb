using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using LambdaSim.Neighbours.Queues;
using LambdaSim.Projections;
using LambdaSim.Units;

namespace LambdaSim.Tests.AwsSdk;

/// <summary>The AWS SDK's own client of SQS, in handlers and in the body of Run: on virtual time, without a server.</summary>
public sealed class SdkClientTests : IDisposable
{
    // Nothing may leave the simulation's thread.
    private readonly Simulation _simulation = new(new SimulationOptions { Seed = 1, Escapes = Escapes.Reject, OutsideWork = OutsideWork.Reject });
    private readonly AmazonSQSClient _sqs;
    private readonly Queue _orders;

    public SdkClientTests()
    {
        _sqs = new AmazonSQSClient(_simulation.AwsConfig<AmazonSQSConfig>());
        _orders = _simulation.AddQueue("orders");
    }

    public void Dispose()
    {
        _sqs.Dispose();
        _simulation.Dispose();
    }

    [Fact]
    public void A_message_is_sent_received_and_deleted()
    {
        var work = _simulation.AddFunction("work", async () =>
        {
            var url = (await _sqs.GetQueueUrlAsync("orders")).QueueUrl;
            await _sqs.SendMessageAsync(url, "apples");
            var message = Assert.Single((await _sqs.ReceiveMessageAsync(url)).Messages);
            await _sqs.DeleteMessageAsync(url, message.ReceiptHandle);
            return message.Body;
        });

        Assert.Equal("apples", work.Invoke().Value<string>());
        Assert.Single(_orders.Messages);
        Assert.Equal(1, _simulation.Ledger.Count(Fate.Deleted));
    }

    [Fact]
    public void A_long_poll_is_answered_by_another_functions_message()
    {
        var poll = _simulation.AddFunction("poll", Poll, f => f with { Timeout = 30.Seconds });
        var send = _simulation.AddFunction("send", Send);

        _simulation.Run(async () =>
        {
            var polled = poll.InvokeAsync();
            await Task.Delay(5.Seconds, _simulation.Time);
            await send.InvokeAsync();

            Assert.Equal("apples", (await polled).Value<string>());
        });
        Assert.Equal(Duration.FromSeconds(5), _simulation.Elapsed);
    }

    [Fact]
    public void The_body_of_a_test_polls_too()
    {
        var messages = _simulation.Run(async () => (await _sqs.ReceiveMessageAsync(new ReceiveMessageRequest("orders") { WaitTimeSeconds = 20 })).Messages);

        Assert.Empty(messages ?? []);
        Assert.Equal(Duration.FromSeconds(20), _simulation.Elapsed);
    }

    [Fact]
    public void A_batch_has_an_answer_for_each_message()
    {
        var answer = _simulation.Run(() => _sqs.SendMessageBatchAsync("orders", [new("a", "1"), new("b", "2") { DelaySeconds = 901 }]));

        Assert.Equal("a", Assert.Single(answer.Successful).Id);
        Assert.Equal("b", Assert.Single(answer.Failed).Id);
    }

    [Fact]
    public void Errors_are_the_SDKs_own_types()
    {
        var error = Assert.Throws<QueueDoesNotExistException>(() => _simulation.Run(() => _sqs.GetQueueUrlAsync("nobody")));

        Assert.Equal("The specified queue does not exist.", error.Message);
    }

    [Fact]
    public void A_service_that_is_not_there_is_an_error_of_AWSs_form()
    {
        var config = _simulation.AwsConfig<AmazonSQSConfig>();
        config.AuthenticationServiceName = "athena";
        using var other = new AmazonSQSClient(config);

        var error = Assert.ThrowsAny<AmazonServiceException>(() => _simulation.Run(() => other.ListQueuesAsync("")));

        Assert.Contains("'athena', which LambdaSim does not simulate", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Account_and_region_are_the_clients()
    {
        using var theirs = new AmazonSQSClient(_simulation.AwsConfig<AmazonSQSConfig>("222222222222", "eu-west-1"));

        Assert.Equal("https://sqs.eu-west-1.amazonaws.com/222222222222/orders", _simulation.Run(() => theirs.CreateQueueAsync("orders")).QueueUrl);
        Assert.Equal([_orders], _simulation.Queues);
    }

    [Fact]
    public void Retries_are_off_and_listed()
    {
        Assert.Equal(0, _sqs.Config.MaxErrorRetry);
        Assert.Contains(_simulation.Unsimulated, static u => u.StartsWith("retries of AWS SDK clients: off", StringComparison.Ordinal));
    }

    [Fact]
    public void A_region_that_is_none_is_refused() => Assert.Throws<SimulationConfigException>(() => _simulation.AwsConfig<AmazonSQSConfig>(region: "Mars"));

    [Fact]
    public void A_hundred_runs_are_one()
    {
        static string Run()
        {
            using var world = new SdkClientTests();
            world.A_long_poll_is_answered_by_another_functions_message();
            world.A_batch_has_an_answer_for_each_message();
            return world._simulation.Fingerprint;
        }

        Assert.Single(Enumerable.Range(0, 100).Select(static _ => Run()).Distinct());
    }

    private async Task<string> Poll() => (await _sqs.ReceiveMessageAsync(new ReceiveMessageRequest("orders") { WaitTimeSeconds = 20 })).Messages[0].Body;

    private Task Send() => _sqs.SendMessageAsync("orders", "apples");
}
