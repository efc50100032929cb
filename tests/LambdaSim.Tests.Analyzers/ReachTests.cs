namespace LambdaSim.Tests.Analyzers;

/// <summary>Where handlers begin, and how far they reach.</summary>
public class ReachTests
{
    [Fact]
    public Task Code_that_no_handler_reaches_may_use_the_real_clock() => Verify.File("class Elsewhere { void Work() => Thread.Sleep(10); static readonly DateTime Started = DateTime.UtcNow; }");

    [Theory]
    [InlineData("simulation.AddFunction(\"f\", () => {|LSIM006:DateTime.UtcNow|});")]
    [InlineData("simulation.AddFunction(\"f\", async (int n) => await {|LSIM001:Task.Delay(n)|});")]
    [InlineData("simulation.AddFunction(\"f\", (int n, LambdaContext context) => {|LSIM008:Guid.NewGuid()|});")]
    [InlineData("simulation.AddFunction(\"f\", () => { Func<Guid> later = () => {|LSIM008:Guid.NewGuid()|}; return later(); });")]
    [InlineData("var handler = () => {|LSIM008:Guid.NewGuid()|}; simulation.AddFunction(\"f\", handler);")]
    [InlineData("Guid Local() => {|LSIM008:Guid.NewGuid()|}; simulation.AddFunction(\"f\", () => Local());")]
    [InlineData("Guid Local() => {|LSIM008:Guid.NewGuid()|}; simulation.AddFunction(\"f\", Local);")]
    [InlineData("simulation.AddFunction(\"f\", Far.Away);")]
    [InlineData("simulation.AddFunction(\"f\", () => new Far().Deep());")]
    [InlineData("simulation.AddFunction(\"f\", () => ((INear)new Near()).Deep());")]
    [InlineData("simulation.AddFunction<Far>(\"f\");")]
    [InlineData("Thread.Sleep(5); simulation.AddFunction(\"f\", () => 1, f => { _ = DateTime.UtcNow; return f; });")]
    public Task What_a_simulation_is_given_is_a_handler_with_all_that_it_calls(string body)
    {
        var reachesFar = body.Contains("Far", StringComparison.Ordinal);
        var reachesNear = body.Contains("Near", StringComparison.Ordinal);
        return Verify.File($$"""
            class Tests
            {
                void Test()
                {
                    using var simulation = new Simulation();
                    {{body}}
                }
            }

            public class Far
            {
                public Guid Deep() => Away();
                public static Guid Away() => {{(reachesFar ? "{|LSIM008:Guid.NewGuid()|}" : "Guid.NewGuid()")}};
            }

            interface INear { Guid Deep(); }
            class Near : INear { public Guid Deep() => {{(reachesNear ? "{|LSIM008:Guid.NewGuid()|}" : "Guid.NewGuid()")}}; }
            """);
    }

    [Fact]
    public Task A_method_with_the_context_of_AWS_is_a_handler() => Verify.File("""
        namespace Amazon.Lambda.Core { public interface ILambdaContext { } }

        class Function
        {
            readonly string _id = {|LSIM008:Guid.NewGuid()|}.ToString();
            public string Handle(string name, Amazon.Lambda.Core.ILambdaContext context) => Later();
            string Later() => {|LSIM006:DateTime.UtcNow|}.ToString("O");
            void Unused() => Thread.Sleep(10);
        }
        """);

    [Fact]
    public Task Code_under_Run_passes_virtual_time_too() => Verify.File("""
        class Tests
        {
            void Test()
            {
                using var simulation = new Simulation();
                simulation.Run(async () => await {|LSIM001:Task.Delay(5)|});
            }
        }
        """);
}
