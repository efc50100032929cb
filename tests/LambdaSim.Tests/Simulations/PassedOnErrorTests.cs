namespace LambdaSim.Tests.Simulations;

/// <summary>An error that function after function lets out is told once, whatever the depth.</summary>
public class PassedOnErrorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void It_names_the_first_error_and_how_many_passed_it_on(int depth)
    {
        using var simulation = new Simulation();
        simulation.AddFunction("step", async (int left, LambdaContext context) => left == 0
            ? throw new InvalidOperationException("no stock")
            : (await context.Client.InvokeAsync("step", left - 1)).Value<int>(), static f => f with { RecursiveLoop = LambdaSim.Configuration.RecursiveLoop.Allow });

        var error = Assert.Throws<FunctionErrorException>(() => simulation.AddFunction("front", async (int left, LambdaContext context) => (await context.Client.InvokeAsync("step", left)).Value<int>()).Invoke(depth).ThrowIfError());

        Assert.StartsWith(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"InvalidOperationException: no stock (passed on by {depth + 1} functions; request "), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_answers_grow_no_further_with_the_depth()
    {
        static int Length(int depth)
        {
            using var simulation = new Simulation();
            var step = simulation.AddFunction("step", async (int left, LambdaContext context) => left == 0
                ? throw new InvalidOperationException("no stock")
                : (await context.Client.InvokeAsync("step", left - 1)).Value<int>(), static f => f with { RecursiveLoop = LambdaSim.Configuration.RecursiveLoop.Allow });
            return step.Invoke(depth).Payload.Length;
        }

        Assert.InRange(Length(400), 1, 2 * Length(100));
    }
}
