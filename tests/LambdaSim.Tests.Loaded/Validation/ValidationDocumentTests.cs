using System.Text.RegularExpressions;

namespace LambdaSim.Tests.Validation;

public class ValidationDocumentTests
{
    public static TheoryData<string> Names => [.. ValidationDocument.Tables.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_tables_are_what_the_simulation_gives(string name) => ValidationDocument.Check(name);

    [Fact]
    public void It_has_no_table_that_nothing_makes()
    {
        var blocks = Regex.Matches(File.ReadAllText(ValidationDocument.FilePath), "<!-- validation:start (.*?) -->").Select(m => m.Groups[1].Value);

        Assert.Equal(ValidationDocument.Tables.Keys, blocks.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_tests_it_names_exist()
    {
        var named = Regex.Matches(File.ReadAllText(ValidationDocument.FilePath), @"`(\w+Tests)\.(\w+)`").ToList();

        Assert.NotEmpty(named);
        Assert.All(named, static m => Assert.Contains($"{m.Groups[1].Value}.{m.Groups[2].Value}", TestNames.All));
    }

    [Fact]
    public void The_cost_table_of_2025_is_reproduced_call_by_call()
    {
        var deviations = CostTable.Deviations();

        Assert.Equal(484, deviations.Count);
        Assert.InRange(deviations.Max(), 0, 0.002);
        Assert.InRange(deviations.Average(), 0, 0.0003);
    }
}
