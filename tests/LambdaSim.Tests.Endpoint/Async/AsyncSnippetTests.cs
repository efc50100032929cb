using LambdaSim.Snippets;

namespace LambdaSim.Tests.Async;

/// <summary>The C# in docs/async.md does what the text says.</summary>
public class AsyncSnippetTests
{
    [Fact]
    public void The_event_is_dead_after_three_minutes() => Assert.Equal("3 7 order 7 has no lines", AsyncSnippets.DeadLetterOfAFailingFunction());

    [Fact]
    public void The_record_of_a_failure_is_in_the_queue() => Assert.Contains("\"condition\":\"RetriesExhausted\",\"approximateInvokeCount\":1}", AsyncSnippets.ARecordForEachOutcome(), StringComparison.Ordinal);

    [Fact]
    public void The_alias_has_no_retry() => Assert.Equal(1, AsyncSnippets.OneConfigForEachAlias());

    [Fact]
    public void The_handler_runs_twice_with_one_id() => Assert.Equal((2, 1), AsyncSnippets.AnEventThatIsDeliveredTwice());

    [Fact]
    public void The_loop_is_stopped() => Assert.Contains("1 RecursiveInvocation", AsyncSnippets.ALoopThatIsStopped(), StringComparison.Ordinal);

    [Fact]
    public void The_last_of_a_hundred_is_late() => Assert.InRange(AsyncSnippets.AnOutage(), Duration.FromMinutes(1), Duration.FromHours(1));
}
