using LambdaSim.Deployed;
using LambdaSim.Units;

namespace LambdaSim.Tests.Deployed;

/// <summary>A handler that was written for the simulation's clock does the same, woven or not.</summary>
public sealed class SameUnwovenTests
{
    [Fact]
    public void A_handler_that_takes_time_and_lots_of_its_context_has_the_same_answers_and_the_same_log()
    {
        static (string Answers, string? Fingerprint) Run(bool deployed)
        {
            using var simulation = new Simulation(seed: 5);
            var function = deployed ? simulation.AddDeployed<AsksItsContext>("f", f => f with { Timeout = 1.Minutes }) : simulation.AddFunction<AsksItsContext>("f", f => f with { Timeout = 1.Minutes });
            string[] answers = [];
            simulation.Run(async () => answers = [.. (await Task.WhenAll(Enumerable.Range(0, 3).Select(i => function.InvokeAsync(i)))).Select(a => a.PayloadText)]);
            simulation.AdvanceBy(10.Minutes);
            simulation.End();
            return (string.Join("\n", answers), simulation.Fingerprint);
        }

        Assert.Equal(Run(deployed: false), Run(deployed: true));
    }
}

public sealed class AsksItsContext
{
    public async Task<string> Handle(int input, LambdaContext context)
    {
        await context.Delay(Duration.FromMilliseconds(100 + context.Random.Next(1_000)));
        using var timer = new CancellationTokenSource(TimeSpan.FromSeconds(2), context.Time);
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(10), context.Time, timer.Token);
        }
        catch (OperationCanceledException)
        {
            context.Log($"{input} waited");
        }

        return $"{input} {context.NewGuid()} {context.Time.GetUtcNow():O} {context.RemainingTime.TotalMilliseconds:0}";
    }
}
