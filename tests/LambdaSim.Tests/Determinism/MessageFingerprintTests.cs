using LambdaSim.Events;
using LambdaSim.Projections;

namespace LambdaSim.Tests.Determinism;

/// <summary>Queues in the log: the same run gives the same fingerprint, and only a run that uses them differs from what it was under version 2.</summary>
public class MessageFingerprintTests
{
    [Fact]
    public void A_run_with_messages_has_one_fingerprint()
    {
        using var run = Run(LogSemantics.Version3);

        Snapshot.Match("Fingerprints.messages", run.Fingerprint + "\n");
    }

    [Fact]
    public void Under_version_2_it_records_no_messages_and_has_the_fingerprint_that_it_had()
    {
        using var run = Run(LogSemantics.Version2);

        Assert.Empty(run.Log.Resources);
        Assert.DoesNotContain(run.Log, static e => e.Kind >= EventKind.MessageSent);
        Assert.Equal("6793dbf58ba7ce23e72c60c9ff7494dbb60d654bbdf1b121469f349a0da75c73", run.Fingerprint);
    }

    [Fact]
    public void A_run_without_messages_has_the_same_log_under_both()
    {
        using var second = Run(LogSemantics.Version2, failing: false);
        using var third = Run(LogSemantics.Version3, failing: false);

        Assert.Null(LogDifference.First(second.Log, third.Log));
        Assert.Equal(second.Fingerprint, third.Fingerprint);
    }

    [Fact]
    public void A_log_with_messages_comes_back_from_JSON_Lines()
    {
        using var run = Run(LogSemantics.Version3);
        run.End();
        using var stream = new MemoryStream();
        using (var writer = new JsonLinesWriter(stream, new LogHeader { Seed = run.Seed, Start = run.Options.World.Start }))
        {
            run.Log.Replay(writer);
        }

        stream.Position = 0;
        using var reader = new JsonLinesReader(stream, "run.jsonl");
        var log = new EventLog(reader.Header.Seed);
        reader.Replay(log);

        Assert.Equal(run.Log, log);
        Assert.Equal(run.Log.Resources, log.Resources);
        Assert.Equal(run.Fingerprint, reader.Fingerprint);
    }

    [Fact]
    public void Every_message_of_a_simulation_has_one_fate()
    {
        using var run = Run(LogSemantics.Version3);
        run.End();
        var ledger = new Ledger(strict: true);
        run.Log.Replay(ledger);

        Assert.Equal((true, 2L, 1L, 1L), ledger.Balance() is var b ? (b.IsBalanced, b.MessagesSent, b.MessagesDeleted, b.MessagesAtEnd) : default);
    }

    [Fact]
    public void Another_setting_of_a_queue_is_another_fingerprint()
    {
        using var one = Run(LogSemantics.Version3);
        using var other = Run(LogSemantics.Version3, visibility: "7");

        Assert.NotEqual(one.Fingerprint, other.Fingerprint);
        Assert.Equal("resource 0 queue dead at arn:aws:sqs:us-east-1:123456789012:dead (VisibilityTimeout=7)", LogDifference.First(one.Log, other.Log)?.Now);
    }

    // One dead letter is deleted, one is left.
    private static Simulation Run(LogSemantics semantics, bool failing = true, string visibility = "30")
    {
        var simulation = new Simulation(new SimulationOptions { Seed = 7, Semantics = semantics });
        var dead = simulation.QueuesAt("123456789012", "us-east-1").Create("dead", new Dictionary<string, string> { ["VisibilityTimeout"] = visibility }, new Dictionary<string, string>());
        var orders = simulation.AddFunction("orders", string (int id) => failing ? throw new FormatException($"order {id}") : "done", f => f with { DeadLetterQueue = Destination.To(dead) });
        orders.Send(1);
        orders.Send(2);
        simulation.RunUntilIdle();
        foreach (var received in dead.Take(1, Duration.FromSeconds(30)))
        {
            dead.Delete(received.Handle);
        }

        return simulation;
    }
}
