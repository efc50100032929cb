using LambdaSim.Snippets;

namespace LambdaSim.Tests.Async;

/// <summary>The C# in docs/async.md is compiled and does what the text says.</summary>
public class AsyncSnippetTests
{
    [Fact]
    public void The_text_shows_the_compiled_snippet()
    {
        var docs = Path.Combine(Shared.ProjectRoot(), "docs");
        var code = File.ReadLines(Path.Combine(docs, "snippets", "AsyncSnippets.cs"))
            .SkipWhile(l => !l.EndsWith("begin-snippet: dead-letter", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(l => !l.EndsWith("end-snippet", StringComparison.Ordinal))
            .Select(l => l.StartsWith("        ", StringComparison.Ordinal) ? l[8..] : l);

        Assert.Contains($"```csharp\n{string.Join('\n', code)}\n```", File.ReadAllText(Path.Combine(docs, "async.md")).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_event_is_dead_after_three_minutes() => Assert.Equal("3 7 order 7 has no lines", AsyncSnippets.DeadLetterOfAFailingFunction());
}
