using LambdaSim;
using LambdaSim.Assertions;
using LambdaSim.Units;
using static LambdaSim.Assertions.Row;

namespace Consumer;

/// <summary>A test of somebody else's needs the namespaces that the README names, and no more.</summary>
public class TwoNamespacesTests
{
    [Fact]
    public void Destinations_and_the_errors_of_AWS_need_no_further_namespace()
    {
        using var simulation = new Simulation(seed: 7);
        var failed = simulation.AddQueue("failed");
        var import = simulation.AddFunction("import", (int row) => throw new FormatException(), f => f with { MaximumRetryAttempts = 0, DeadLetterQueue = Destination.To(failed) });

        import.Send(7);
        simulation.RunUntilIdle();

        simulation.Log.Of("import").ShouldBe(At(0.Seconds, "import failed FormatException"), At(0.Seconds, "import dropped RetriesExhausted"), At(0.Seconds, "import sent to dead-letter queue"));
        Assert.Equal([7], failed.Bodies<int>());
        LambdaServiceException[] refused =
        [
            Assert.Throws<ResourceNotFoundException>(() => simulation["exports"]),
            Assert.Throws<InvalidRequestContentException>(() => import.InvokeRaw(new byte[] { 1 })),
            Assert.Throws<ValidationException>(() => simulation.AddFunction("f", () => 1, f => f with { MemoryMb = 1 })),
            Assert.Throws<ResourceConflictException>(() => simulation.AddFunction("import", () => 1)),
            Assert.Throws<RequestTooLargeException>(() => import.Invoke(new string('x', 7_000_000))),
        ];
        Assert.Equal(5, refused.Select(e => e.ErrorCode).Distinct().Count());
        Assert.Throws<UnsupportedHandlerException>(() => simulation.AddFunction("g", (int a, int b) => a + b));
    }

    [Fact]
    public void A_seed_is_an_argument()
    {
        using var simulation = new Simulation(seed: 7);

        Assert.Equal(7ul, simulation.Seed);
        Assert.Equal("simulation at +0 s, 0 functions added, seed 7", simulation.ToString());
        Assert.Equal(Duration.Zero, simulation.Elapsed);
    }

    [Fact]
    public void Types_that_mirror_the_API_of_AWS_stand_apart()
    {
        var types = typeof(Simulation).Assembly.GetExportedTypes();

        Assert.All(types.Where(t => t.Name.EndsWith("Request", StringComparison.Ordinal) || t.Name.EndsWith("Response", StringComparison.Ordinal)), t => Assert.Equal("LambdaSim.Functions.Model", t.Namespace));
        Assert.Equal(["LambdaService", "ServiceAddress"], types.Where(t => t.Namespace == "LambdaSim.Functions").Select(t => t.Name).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(types.Where(t => t.Namespace == "LambdaSim"), t => types.Any(m => m.Namespace == "LambdaSim.Functions.Model" && m.Name == t.Name));
    }
}
