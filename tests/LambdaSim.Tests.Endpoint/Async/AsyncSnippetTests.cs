using LambdaSim.Snippets;

namespace LambdaSim.Tests.Async;

/// <summary>The C# in docs/async.md does what the text says.</summary>
public class AsyncSnippetTests
{
    [Fact]
    public void The_event_is_dead_after_three_minutes() => Assert.Equal("3 7 order 7 has no lines", AsyncSnippets.DeadLetterOfAFailingFunction());
}
