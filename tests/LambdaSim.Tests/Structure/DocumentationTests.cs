using System.Xml.Linq;

namespace LambdaSim.Tests.Structure;

/// <summary>The XML documentation says nothing that a package's user cannot see, and shows how the members used most are used.</summary>
public class DocumentationTests
{
    private static readonly Dictionary<string, XElement> _members = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "LambdaSim.xml")).Root!.Element("members")!
        .Elements("member").ToDictionary(m => m.Attribute("name")!.Value, StringComparer.Ordinal);

    private static readonly HashSet<string> _public = [.. typeof(Simulation).Assembly.GetExportedTypes().Select(t => "T:" + t.FullName!.Replace('+', '.'))];

    [Theory]
    [InlineData("M:LambdaSim.Simulation.#ctor(LambdaSim.SimulationOptions)")]
    [InlineData("M:LambdaSim.Simulation.AddFunction(System.String,System.Delegate,")]
    [InlineData("M:LambdaSim.Simulation.AddFunction(System.String,LambdaSim.TimeLength,")]
    [InlineData("M:LambdaSim.Simulation.AddFunction(System.String,LambdaSim.Randomness.Distribution,")]
    [InlineData("M:LambdaSim.Simulation.AddFunction``1(")]
    [InlineData("M:LambdaSim.Simulation.Run(")]
    [InlineData("M:LambdaSim.Simulation.RunUntilIdle(")]
    [InlineData("M:LambdaSim.Simulation.RunUntil(")]
    [InlineData("M:LambdaSim.Simulation.AdvanceBy(")]
    [InlineData("M:LambdaSim.Simulation.AddQueue(")]
    [InlineData("M:LambdaSim.Simulation.Replay(")]
    [InlineData("M:LambdaSim.Simulation.WriteReport(System.String)")]
    [InlineData("M:LambdaSim.Function.Invoke``1(")]
    [InlineData("M:LambdaSim.Function.InvokeAsync``1(")]
    [InlineData("M:LambdaSim.Function.Send``1(")]
    [InlineData("M:LambdaSim.Function.UpdateCode(")]
    [InlineData("T:LambdaSim.InvokeResult")]
    [InlineData("M:LambdaSim.InvokeResult.ShouldSucceed")]
    [InlineData("M:LambdaSim.LambdaContext.Delay(")]
    [InlineData("M:LambdaSim.LambdaContext.Spend(")]
    [InlineData("M:LambdaSim.LambdaContext.External``1(")]
    [InlineData("M:LambdaSim.Assertions.Story.ShouldBe(")]
    [InlineData("M:LambdaSim.Assertions.Row.At(")]
    [InlineData("M:LambdaSim.Projections.Metrics.Of(")]
    [InlineData("M:LambdaSim.Determinism.Check(")]
    [InlineData("P:LambdaSim.Configuration.FunctionConfig.Environment")]
    [InlineData("T:LambdaSim.TimeLength")]
    public void A_member_that_is_used_most_shows_an_example(string member) =>
        Assert.NotNull(_members.First(m => m.Key.StartsWith(member, StringComparison.Ordinal)).Value.Element("example"));

    // Comments of internal members of public types are taken out when a package is made; those of the types themselves stay.
    [Fact]
    public void A_public_type_refers_to_none_that_is_not() => Assert.DoesNotContain(
        _members.Where(m => _public.Contains(m.Key)).SelectMany(m => m.Value.Descendants().Attributes("cref")).Select(c => c.Value),
        c => c.StartsWith("T:LambdaSim.", StringComparison.Ordinal) && !_public.Contains(c));
}
