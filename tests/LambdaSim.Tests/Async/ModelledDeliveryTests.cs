using System.Text;
using LambdaSim.Async;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Randomness;
using LambdaSim.Resources;

namespace LambdaSim.Tests.Async;

/// <summary>Async invocations without code are sent on, too: their requests are <c>{}</c> and their responses null (rules ASY-DLQ, ASY-DESTINATION).</summary>
public class ModelledDeliveryTests
{
    private const string Queue = "arn:aws:sqs:us-east-1:123456789012:records";
    private const string Next = "arn:aws:lambda:us-east-1:123456789012:function:next";

    [Fact]
    public void A_success_is_told_with_an_empty_request_and_a_null_response()
    {
        var run = Run(new World().Send("f", 0, 100), f => f with { OnSuccess = new Destination(Queue) });

        var message = Assert.Single(run.Sent);
        Assert.Equal(
            $$"""{"version":"1.0","timestamp":"2026-01-01T00:00:00.100Z","requestContext":{"requestId":"{{RequestId.Of(run.Seed, 0)}}","functionArn":"arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST","condition":"Success","approximateInvokeCount":1},"requestPayload":{},"responseContext":{"statusCode":200,"executedVersion":"$LATEST"},"responsePayload":null}""",
            message);
        Assert.Equal(["100 OnSuccess"], run.Delivered);
    }

    [Fact]
    public void A_failure_is_told_with_its_condition_and_its_attempts()
    {
        var run = Run(new World().Call("f", 0, 100, type: InvocationType.Event, outcome: Outcome.Failed), f => f with { OnFailure = new Destination(Queue) });

        var message = Assert.Single(run.Sent);
        Assert.Contains("\"condition\":\"RetriesExhausted\",\"approximateInvokeCount\":3", message, StringComparison.Ordinal);
        Assert.Contains("\"functionError\":\"Unhandled\"", message, StringComparison.Ordinal);
        Assert.Equal(["180300 OnFailure"], run.Delivered);
    }

    [Fact]
    public void A_dead_letter_queue_gets_an_empty_request_and_the_error()
    {
        var run = Run(new World().Call("f", 0, 100, type: InvocationType.Event, outcome: Outcome.Failed), f => f with { MaximumRetryAttempts = 0, DeadLetterQueue = new Destination(Queue) });

        Assert.Equal(["{}"], run.Sent);
        Assert.Equal(["a modelled call failed"], run.Errors);
        Assert.Equal(["100 DeadLetterQueue"], run.Delivered);
    }

    [Fact]
    public void A_function_is_no_dead_letter_queue()
    {
        var run = Run(new World().Call("f", 0, 100, type: InvocationType.Event, outcome: Outcome.Failed), f => f with { MaximumRetryAttempts = 0, DeadLetterQueue = new Destination(Next) });

        Assert.Equal(["100 DeadLetterQueueFailed"], run.Delivered);
    }

    [Fact]
    public void One_that_never_ran_has_no_response()
    {
        var run = Run(new World().Send("f", 0, 100), f => f with { ReservedConcurrency = 0, OnFailure = new Destination(Queue) });

        Assert.DoesNotContain("response", Assert.Single(run.Sent), StringComparison.Ordinal);
        Assert.Equal(["0 OnFailure"], run.Delivered);
    }

    [Fact]
    public void What_an_ARN_no_longer_stands_for_is_a_failed_delivery()
    {
        var run = Run(new World().Send("f", 0, 100), f => f with { OnSuccess = new Destination("arn:aws:sqs:us-east-1:123456789012:gone") });

        Assert.Empty(run.Sent);
        Assert.Equal(["100 OnSuccessFailed"], run.Delivered);
    }

    [Fact]
    public void A_function_gets_the_record_as_an_event_of_its_own()
    {
        var run = Run(new World().Send("f", 0, 100), f => f with { OnSuccess = new Destination(Next) });

        Assert.Equal(["100 OnSuccess 1"], run.Delivered);
        Assert.Equal(105_000_000, Assert.Single(run.Log, static e => e is { Kind: EventKind.Completed, Invocation: 1 }).Time);
    }

    [Theory]
    [InlineData(2, "0 0 1 1")]
    [InlineData(3, "0 1 0 1")]
    public void What_ends_at_one_instant_is_sent_on_after_all_of_it_from_version_3_of_the_rules_on(int version, string invocations)
    {
        var run = Run(new World().Send("f", 0, 100, count: 2), f => f with { OnSuccess = new Destination(Queue) }, LogSemantics.Find(version));

        Assert.Equal(invocations, string.Join(' ', run.Log.Where(static e => e.Kind is EventKind.Completed or EventKind.Delivered).Select(static e => Text.Of(e.Invocation))));
    }

    [Fact]
    public void A_run_that_ends_within_an_instant_sends_on_what_has_its_fate()
    {
        var world = new World().Send("f", 0, 100).With(static c => c with { Until = ReplayEnd.LastArrival });
        var run = Run(world, f => f with { ReservedConcurrency = 0, OnFailure = new Destination(Queue) });

        Assert.Equal(["0 OnFailure"], run.Delivered);
    }

    private static Ending Run(World world, Func<FunctionConfig, FunctionConfig> configure, LogSemantics? semantics = null)
    {
        var log = new EventLog(world.Config.Seed);
        var engine = new LambdaSim.Engine.Engine(world.Config, [log], semantics);
        engine.Deploy("f", configure(FunctionConfig.Default), isLive: false);
        var next = engine.Deploy("next", FunctionConfig.Default with { Duration = Distribution.Fixed(Duration.FromMilliseconds(5)) }, isLive: false);
        var queue = new AsyncInvocations(engine, world.Config);
        var sink = new QueueOfTest();
        ISink? Find(string arn) => arn == Queue ? sink : arn == Next ? new FunctionSink(queue, Arn.Parse(Next), next, sink.MaxBytes) : null;
        queue.Deliveries = new Deliveries(engine, queue.Rules, Find, new AsyncOrigin("123456789012", "us-east-1", world.Config.Start, world.Config.Seed));
        using var source = world.Source();
        engine.Replay(source, null, TestContext.Current.CancellationToken);
        return new Ending(world.Config.Seed, sink.Bodies, sink.Errors, log);
    }

    private sealed record Ending(ulong Seed, List<string> Sent, List<string> Errors, EventLog Log)
    {
        public IEnumerable<string> Delivered => Log.Where(static e => e.Kind == EventKind.Delivered)
            .Select(static e => Text.Invariant($"{e.Time / 1_000_000} {e.DeliveryCause}{(e.Value > 0 ? $" {e.Value - 1}" : "")}"));
    }

    private sealed class QueueOfTest : ISink
    {
        public List<string> Bodies { get; } = [];

        public List<string> Errors { get; } = [];

        public Arn Arn => Arn.Parse(Queue);

        public string Kind => "queue";

        public string Name => "records";

        public int MaxBytes => 1_048_576;

        public Taken Take(Delivery delivery)
        {
            Bodies.Add(Encoding.UTF8.GetString(delivery.Body.Span));
            Errors.AddRange(delivery.Attributes.Where(static a => a.Name == "ErrorMessage").Select(static a => a.Value));
            return Taken.Arrived;
        }
    }
}
