using System.Text.RegularExpressions;
using LambdaSim.Snippets;
using LambdaSim.Snippets.Handlers;
using LambdaSim.Snippets.Repeating;
using LambdaSim.Snippets.Service;
using LambdaSim.Snippets.Testing;

namespace LambdaSim.Tests.Structure;

/// <summary>C# in README and docs is what docs/snippets compiles, and does what the text says.</summary>
public partial class SnippetTests
{
    // Shows the sample's code, which no snippet holds.
    private const string Sample = "docs/samples/payments/README.md";

    private static readonly string _root = Shared.ProjectRoot();

    // Run by tests of their own, or used by those that run.
    private static readonly HashSet<string> _runElsewhere = ["observer", "dead-letter", "destinations", "event-invoke-config", "loop", "outage", "twice", "services", "handler", "follow", "endpoint", "deployed-folder", "deployed-program", "deployed-endpoint", "deployed-uploads", "deployed-handler", "deployed-outside-handler", "bug-leak-handler", "bug-token-handler", "bug-background-handler", "bug-tmp-handler", "bug-clock-handler", .. HandlerSnippets.Declarations];

    private static readonly SortedDictionary<string, Action<TextWriter>> _runnable = Runnable();

    private static readonly Lazy<SortedDictionary<string, string>> _snippets = new(Snippets);

    private static readonly Lazy<string> _sample = new(static () => string.Concat(
        Sources(Path.GetDirectoryName(Path.Combine(_root, Sample))!).Select(static file => File.ReadAllText(file).ReplaceLineEndings("\n"))));

    public static TheoryData<string> Names => [.. _snippets.Value.Keys];

    public static TheoryData<string> RunnableNames => [.. _runnable.Keys];

    public static TheoryData<string> Texts => [.. Documents()];

    [Theory]
    [MemberData(nameof(Names))]
    public void Some_text_shows_the_compiled_snippet(string snippet) =>
        Assert.Contains(Documents(), document => Read(document).Contains(Block(snippet), StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Texts))]
    public void All_CSharp_of_a_text_is_compiled(string document)
    {
        var text = Read(document);
        var shown = CSharp().Matches(text);

        // A fence that is indented or spelled in another way would hide from the comparison below.
        Assert.Equal(AnyCSharp().Count(text), shown.Count);
        Assert.All(shown, m => Assert.True(Compiled(document, m.Groups["code"].Value), $"{document} shows C# that docs/snippets does not hold:\n{m.Value}"));
    }

    [Theory]
    [MemberData(nameof(RunnableNames))]
    public void A_snippet_runs_and_prints_what_the_text_says(string snippet)
    {
        var output = new StringWriter { NewLine = "\n" };
        _runnable[snippet](output);

        if (output.ToString().TrimEnd('\n') is { Length: > 0 } printed)
        {
            Assert.Contains(Documents(), document => Read(document).Contains($"{Block(snippet)}\n\n```\n{printed}\n```", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_snippet_is_run() => Assert.Equal(_snippets.Value.Keys, _runnable.Keys.Concat(_runElsewhere).Order(StringComparer.Ordinal));

    [Fact]
    public void The_order_of_the_services_page_is_charged_once() => Assert.Equal(1, DependencyInjectionSnippets.ChargeOnce());

    [Fact]
    public async Task The_reader_of_the_services_page_counts_what_ran() => Assert.Equal(3, await DependencyInjectionSnippets.Follow());

    [Fact]
    public async Task The_application_of_the_endpoint_page_answers_clients() => Assert.Equal("\"Welcome, Ada!\"", await EndpointSnippets.Serve());

    [Fact]
    public void Every_burst_of_thirty_loses_ten_to_a_reservation_of_twenty() => Assert.Equal(100, ReplaySnippets.CountThrottlesByHand());

    private static SortedDictionary<string, Action<TextWriter>> Runnable()
    {
        var all = TestingSnippets.All.Concat(HandlerSnippets.All).Concat(DeterminismSnippets.All).Concat(ControlPlaneSnippets.All).Concat(HttpSnippets.All).Concat(DeployedSnippets.All).Concat(DeployedBugSnippets.All).Concat(FaultSnippets.All)
            .Append(new("aws-sdk", AwsSdkSnippets.Sdk))
            .Append(new("triggers", TriggerSnippets.Triggers))
            .Append(new("ledger", QueueSnippets.Ledger))
            .Append(new("queue-poison", QueueSnippets.Poison))
            .Append(new("bucket-notification", BucketSnippets.Notification))
            .Append(new("losses", QueueSnippets.Losses))
            .Append(new("incident-unseen", IncidentSnippets.Unseen))
            .Append(new("incident-twice", IncidentSnippets.Twice))
            .Append(new("incident-circle", IncidentSnippets.Circle))
            .Append(new("incident-blocked", IncidentSnippets.Blocked))
            .Append(new("incident-blocked-mended", IncidentSnippets.BlockedMended))
            .Append(new("incident-halved", IncidentSnippets.Halved))
            .Append(new("incident-halved-mended", IncidentSnippets.HalvedMended))
            .Append(new("poison-message", MappingSnippets.Poison))
            .Append(new("partial-response", MappingSnippets.Partial))
            .Append(new("bus", BusSnippets.Rule))
            .Append(new("topics", TopicSnippets.FanOut))
            .Append(new("table", TableSnippets.ItemsByKey))
            .Append(new("table-race", TableSnippets.Race))
            .Append(new("table-stream", TableSnippets.Changes))
            .Append(new("table-times", TableSnippets.IndexAndExpiry))
            .Append(new("stream", StreamSnippets.RecordsOfAKey))
            .Append(new("stream-resharding", StreamSnippets.ReshardingAndRetention))
            .Append(new("stream-throttle", StreamSnippets.Throttled))
            .Append(new("stream-mapping", StreamSnippets.PoisonRecord))
            .Append(new("stream-kafka", StreamSnippets.KafkaInMemory))
            .Append(new("stream-window", StreamSnippets.TumblingWindow))
            .Append(new("template", TemplateSnippets.Simulated))
            .Append(new("template-inventory", TemplateSnippets.Inventory))
            .Append(new("template-handlers", TemplateSnippets.Bindings))
            .Append(new("template-error", TemplateSnippets.Fault))
            .Append(new("schedule", ScheduleSnippets.Nightly))
            .Append(new("stores", ScheduleSnippets.Stores))
            .Append(new("log-subscription", ScheduleSnippets.Subscription))
            .Append(new("replay", static output => ReplaySnippets.ReplayFromCode(output)));
        return new SortedDictionary<string, Action<TextWriter>>(all.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    // What people read: README, docs, and the packages' own texts.
    private static IEnumerable<string> Documents() =>
        new[] { "docs", "src" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(_root, folder), "*.md", SearchOption.AllDirectories))
            .Append(Path.Combine(_root, "README.md"))
            .Select(file => Path.GetRelativePath(_root, file).Replace('\\', '/'))
            .Where(static file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static bool Compiled(string document, string code) => document == Sample
        ? _sample.Value.Contains(code, StringComparison.Ordinal)
        : _snippets.Value.Values.Contains(code, StringComparer.Ordinal);

    private static string Block(string snippet) => $"```csharp\n{_snippets.Value[snippet]}\n```";

    private static string Read(string document) => File.ReadAllText(Path.Combine(_root, document)).ReplaceLineEndings("\n");

    private static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj"))
        .Order(StringComparer.Ordinal);

    // By name, without the indentation of the marker.
    private static SortedDictionary<string, string> Snippets()
    {
        var snippets = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Sources(Path.Combine(_root, "docs", "snippets")))
        {
            foreach (Match m in Marked().Matches(File.ReadAllText(file).ReplaceLineEndings("\n")))
            {
                var indent = m.Groups["indent"].Value;
                snippets.Add(m.Groups["name"].Value, string.Join('\n', m.Groups["code"].Value.Split('\n').Select(l => l.StartsWith(indent, StringComparison.Ordinal) ? l[indent.Length..] : l)));
            }
        }

        return snippets;
    }

    [GeneratedRegex(@"^(?<indent> *)// begin-snippet: (?<name>\S+)\n(?<code>.*?)\n *// end-snippet", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Marked();

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)\n```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex CSharp();

    [GeneratedRegex(@"^[ \t>]*(```+|~~~+)[ \t]*\{?\.?(csharp|cs|c\#)(?![\w-])", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex AnyCSharp();
}
