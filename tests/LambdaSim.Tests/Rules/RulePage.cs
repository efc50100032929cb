using System.Globalization;
using System.Text;

namespace LambdaSim.Tests.Rules;

/// <summary>docs/rules.md.</summary>
internal static class RulePage
{
    private const string Head = """
        # Rules

        Each rule of AWS Lambda that the simulator implements: one sentence, where it comes from, the tests that pin it. Code cites
        the ids. *Documented*: AWS says so. *Recorded*: seen in answers of the real service. *Chosen*: AWS publishes nothing; the
        default is ours and a named option changes it.

        This page is made from the tables in [tests/LambdaSim.Tests/Rules](../tests/LambdaSim.Tests/Rules/RulePage.cs) and the attribute `[Pins("ID")]` of the
        tests: change those, not the page. Tests check that each rule is cited by the code and pinned by a test, and that each id that code or a
        document cites is one of these. `dotnet test --filter Rule=ADM-ORDER` runs the tests of a rule.

        """;

    public static IReadOnlyList<RuleTopic> Topics { get; } =
    [
        AdmissionRules.Topic,
        EnvironmentRules.Topic,
        AsyncRules.Topic,
        RuntimeRules.Topic,
        BillRules.Topic,
        TraceRules.Topic,
        OutcomeRules.Topic,
        HandlerRules.Topic,
        FunctionRules.Topic,
        AliasRules.Topic,
        ResourceRules.Topic,
        EndpointRules.Topic,
        PatternRules.Topic,
        QueueRules.Topic,
        MappingRules.Topic,
        StreamMappingRules.Topic,
        BrokerMappingRules.Topic,
        ScheduleRules.Topic,
        NeighbourRules.Topic,
        GatewayRules.Topic,
        TriggerRules.Topic,
        BusRules.Topic,
        BucketRules.Topic,
        StoreRules.Topic,
        TopicRules.Topic,
        TableRules.Topic,
        StreamRules.Topic,
        TableServiceRules.Topic,
        ExpressionRules.Topic,
        DeployedRules.Topic,
        FaultRules.Topic,
    ];

    public static IEnumerable<Rule> Rules => Topics.SelectMany(static t => t.Rules);

    public static string Make(ILookup<string, string> tests)
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (var topic in Topics)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {topic.Title}\n\n{(topic.Note is null ? "" : topic.Note + "\n\n")}| id | rule | source | test |\n| --- | --- | --- | --- |\n");
            foreach (var rule in topic.Rules)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {rule.Id} | {rule.Sentence} | {rule.Source} | {string.Join(", ", tests[rule.Id])} |\n");
            }
        }

        return text.ToString();
    }
}
