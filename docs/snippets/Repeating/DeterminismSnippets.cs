using LambdaSim.Units;
using Xunit;

namespace LambdaSim.Snippets.Repeating;

/// <summary>The snippets of docs/determinism.md by name, to be run by the tests; each writes what the text quotes.</summary>
public static class DeterminismSnippets
{
    public static IReadOnlyDictionary<string, Action<TextWriter>> All { get; } = new Dictionary<string, Action<TextWriter>>(StringComparer.Ordinal)
    {
        ["repeat-seed"] = Seeds,
        ["repeat-failure"] = Failure,
        ["repeat-check"] = Check,
        ["repeat-refused"] = Refused,
    };

    public static void Seeds(TextWriter output)
    {
        // begin-snippet: repeat-seed
        static Simulation Draws(ulong seed)
        {
            var simulation = new Simulation(seed);
            simulation.AddFunction("draw", (LambdaContext context) => context.Random.Next(1, 50)).Invoke();
            return simulation;
        }

        using var once = Draws(7);
        using var again = Draws(7);
        using var other = Draws(8);

        Assert.Equal(once.Fingerprint, again.Fingerprint);
        Assert.NotEqual(once.Fingerprint, other.Fingerprint);
        // end-snippet
    }

    public static void Failure(TextWriter output)
    {
        // begin-snippet: repeat-failure
        using var simulation = new Simulation(new SimulationOptions { Seed = 7 });

        var failure = Assert.ThrowsAny<Exception>(() => simulation.Run(async () =>
        {
            await simulation.Delay(90.Seconds);
            throw new InvalidOperationException("the ledger does not balance");
        }));

        output.WriteLine($"{failure.Message}; seed {failure.Data[SimulationException.SeedKey]}");
        // end-snippet
    }

    public static void Check(TextWriter output)
    {
        // begin-snippet: repeat-check
        static Simulation Checkout(Func<LambdaContext, Guid> newId)
        {
            var simulation = new Simulation();
            simulation.AddFunction("checkout", (LambdaContext context) => newId(context)).Invoke();
            return simulation;
        }

        Determinism.Check(() => Checkout(context => context.NewGuid()), runs: 5);

        var difference = Assert.Throws<DeterminismException>(() => Determinism.Check(() => Checkout(_ => Guid.NewGuid())));
        output.WriteLine(difference.Message.Split('\n')[0]);
        // end-snippet
    }

    public static void Refused(TextWriter output)
    {
        // begin-snippet: repeat-refused
        using var simulation = new Simulation();
        var poll = simulation.AddFunction("poll", async () => await Task.Delay(500)); // real time

        var refused = Assert.Throws<OutsideWorkException>(() => poll.Invoke());
        output.WriteLine(refused.Message);
        // end-snippet
    }
}
