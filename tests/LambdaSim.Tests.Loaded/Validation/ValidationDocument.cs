namespace LambdaSim.Tests.Validation;

/// <summary>
/// docs/validation.md: text by hand, tables by the simulation, each between <c>&lt;!-- validation:start NAME --&gt;</c> and
/// <c>&lt;!-- validation:end --&gt;</c>.
/// </summary>
internal static class ValidationDocument
{
    private const string Approve = "LAMBDASIM_APPROVE";

    public static string FilePath => Path.Combine(Shared.ProjectRoot(), "docs", "validation.md");

    /// <summary>The tables by name.</summary>
    public static IReadOnlyDictionary<string, Func<string>> Tables { get; } = new SortedDictionary<string, Func<string>>(StringComparer.Ordinal)
    {
        ["simfaas"] = SimFaasTable.Make,
        ["aws-2020-series"] = Aws2020Tables.Series,
        ["aws-2020-cold-starts"] = Aws2020Tables.ColdStarts,
        ["aws-2020-differences"] = Aws2020Tables.Differences,
        ["aws-2020-latency"] = Aws2020Tables.Latency,
        ["aws-2020-cold-calls"] = Aws2020Tables.ColdCalls,
        ["idle-2020"] = IdleTables.In2020,
        ["idle-2021"] = IdleTables.In2021,
        ["init-by-runtime"] = InitTables.ByRuntime,
        ["init-2025"] = InitTables.In2025,
        ["cost-2025"] = CostTable.Sentence,
    };

    /// <summary>Compares a table with the document; with LAMBDASIM_APPROVE=1 writes it there.</summary>
    public static void Check(string name)
    {
        var made = $"\n{Tables[name]()}\n";
        var document = File.ReadAllText(FilePath).ReplaceLineEndings("\n");
        var (from, to) = Find(document, name);
        var kept = document[from..to];
        if (made == kept)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable(Approve) == "1")
        {
            File.WriteAllText(FilePath, document[..from] + made + document[to..]);
            return;
        }

        var now = made.Split('\n');
        var then = kept.Split('\n');
        var line = Enumerable.Range(0, Math.Max(now.Length, then.Length)).First(i => i >= now.Length || i >= then.Length || now[i] != then[i]);
        Assert.Fail($"docs/validation.md: table {name} is out of date.\nin the document: {(line < then.Length ? then[line] : "(ends)")}\nsimulated now:   {(line < now.Length ? now[line] : "(ends)")}\nIf that is right, run the test with {Approve}=1 and read the text around the table again.");
    }

    private static (int From, int To) Find(string document, string name)
    {
        var start = $"<!-- validation:start {name} -->\n";
        var from = document.IndexOf(start, StringComparison.Ordinal);
        Assert.True(from >= 0, $"docs/validation.md has no block {name}");
        from += start.Length;
        var to = document.IndexOf("<!-- validation:end -->", from, StringComparison.Ordinal);
        Assert.True(to >= 0, $"docs/validation.md: block {name} has no end");
        return (from, to);
    }
}
