using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Projections;
using LambdaSim.Randomness;
using LambdaSim.Resources;

namespace LambdaSim.Tests.Async;

/// <summary>Chains of requests that reach a function again and again, without code.</summary>
public class RecursionTests
{
    [Fact]
    [Pins("REC-LIMIT")]
    public void A_circle_of_destinations_is_stopped_when_it_has_reached_a_function_sixteen_times()
    {
        var run = Circle();

        Assert.Equal((16, 16), (Runs(run, "ping"), Runs(run, "pong")));
        Assert.Equal(["3200 Dropped ping/32 RecursiveInvocation age 0"], run.Rows(EventKind.Dropped));
        Assert.Equal((1, 1), (run.Metrics.RecursiveInvocationsDropped, run.Metrics.FailedEvents));
    }

    [Fact]
    [Pins("REC-LIMIT")]
    public void The_number_is_configured() => Assert.Equal(3, Runs(Circle(c => c with { Async = new AsyncConfig { RecursionLimit = 3 } }), "ping"));

    [Fact]
    [Pins("REC-ALLOW")]
    public void Where_a_function_allows_it_the_other_one_is_stopped()
    {
        var run = Circle(allowed: "ping");

        Assert.Equal((17, 16), (Runs(run, "ping"), Runs(run, "pong")));
        Assert.StartsWith("3300 Dropped pong/", Assert.Single(run.Rows(EventKind.Dropped)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("legacy2023", false)]
    [InlineData("2023-07-12", false)]
    [InlineData("2023-07-13", true)]
    [InlineData("legacy2025", true)]
    [Pins("REC-ALLOW")]
    public void Loops_are_detected_since_July_2023(string quotas, bool isStopped)
    {
        var run = Circle(c => c with { Account = c.Account with { Quotas = QuotaProfile.Parse(quotas)! }, UntilTime = Duration.FromSeconds(10) });

        Assert.Equal(isStopped ? 16 : 50, Runs(run, "ping"));
    }

    [Fact]
    [Pins("REC-LINEAGE")]
    public void Two_events_from_outside_are_two_chains() => Assert.Equal(32, Runs(Circle(events: 2), "ping"));

    [Fact]
    [Pins("REC-LIMIT")]
    public void The_explanation_and_the_ledger_say_why()
    {
        var run = Circle();
        var ledger = new FateLedger();
        run.Log.Replay(ledger);

        Assert.Equal(1, ledger.Count(Fate.RecursiveInvocation));
        Assert.Equal(
            "dropped: the chain of requests that led to it had reached ping as often as Lambda lets it, and RecursiveLoop is Terminate (rule REC-LIMIT, AWS's metric RecursiveInvocationsDropped)",
            Explanation.Of(run.Log, "32", run.Result.Start).Lines[^1].Text);
    }

    [Theory]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1;Lineage=1:a87bd80c:5|1:c512fbe3:2")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=?")]
    [Pins("REC-LINEAGE")]
    public void A_header_is_written_as_it_was_read(string header) => Assert.Equal(header, TraceHeader.Parse(header)!.ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Parent=53995c3f42cd8ad8;Sampled=1")]
    [InlineData("nonsense")]
    public void A_header_without_a_root_is_none(string? header) => Assert.Null(TraceHeader.Parse(header));

    [Theory]
    [InlineData("a87bd80c:1|68fd508a:5", "1:a87bd80c:1|1:68fd508a:5")]
    [InlineData("1:a87bd80c:x|1:68fd508a:5|", "1:68fd508a:5")]
    [InlineData("1:a87bd80c:-4", "")]
    public void Of_a_lineage_what_can_be_read_is_read(string text, string lineage) => Assert.Equal(lineage, Lineage.Parse(text).ToString());

    [Fact]
    [Pins("REC-LINEAGE")]
    public void Of_messages_that_are_handled_together_the_longest_chain_counts()
    {
        var both = TraceHeader.Of([null, "Root=1-a;Lineage=1:0000000a:3", "Root=1-b;Lineage=1:0000000a:2|1:0000000b:4"])!;

        Assert.Equal("Root=1-a;Lineage=1:0000000a:3|1:0000000b:4", both.ToString());
    }

    [Fact]
    public void A_chain_through_many_functions_keeps_its_header_short()
    {
        var lineage = Enumerable.Range(1, 1_000).Aggregate(Lineage.None, static (l, i) => l.Reach((uint)i));

        Assert.Equal((0, 1), (lineage.TimesOf(1), lineage.TimesOf(1_000)));
        Assert.InRange(lineage.ToString().Length, 1, 600);
    }

    private static int Runs(WorldRun run, string function) => run.Log.Count(e => e.Kind == EventKind.Completed && run.Result.Functions[e.Function].Name == function);

    // Each takes 100 ms and sends its success to the other.
    private static WorldRun Circle(Func<SimulationConfig, SimulationConfig>? change = null, string? allowed = null, int events = 1)
    {
        FunctionOverrides To(string name, string other) => new()
        {
            Duration = Distribution.Fixed(Duration.FromMilliseconds(100)),
            OnSuccess = Destination.ToFunction(other),
            RecursiveLoop = name == allowed ? RecursiveLoop.Allow : null,
        };
        return new World().Function("ping", To("ping", "pong")).Function("pong", To("pong", "ping")).Send("ping", 0, 100, events).With(change ?? (static c => c)).Run();
    }
}
