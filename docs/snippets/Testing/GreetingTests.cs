// begin-snippet: first-test
using LambdaSim;
using Xunit;

public class GreetingTests
{
    [Fact]
    public void A_greeting_names_the_guest_and_the_first_one_starts_cold()
    {
        using var simulation = new Simulation();
        var greet = simulation.AddFunction("greet", (string guest) => $"Welcome, {guest}!");

        var result = greet.Invoke("Ada");

        Assert.Equal("Welcome, Ada!", result.Value<string>());
        Assert.True(result.ColdStart);
        Assert.False(greet.Invoke("Grace").ColdStart);
    }
}
// end-snippet
