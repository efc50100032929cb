using LambdaSim.Events;
using LambdaSim.Functions.Model;
using LambdaSim.Tests.Functions;

namespace LambdaSim.Tests.Simulations;

/// <summary>Runs that go on: what is over takes no memory, and what is asked late is still right.</summary>
public class LongRunTests
{
    [Fact]
    public void The_tail_of_a_call_is_right_after_more_errors_than_are_remembered()
    {
        using var simulation = new Simulation(new SimulationOptions { Log = EventLogLevel.Off, KeepTails = true });
        var calls = 0;
        simulation.AddFunction("f", (LambdaContext context) =>
        {
            context.Log("a line");
            calls++;
            throw new InvalidOperationException($"error {calls}");
        });
        InvokeResponse last = null!;
        simulation.Run(async () =>
        {
            for (var i = 0; i < (2 * TextNumbers.Most) + 10; i++)
            {
                last = await simulation.Lambda.InvokeAsync(new InvokeRequest { FunctionName = "f", LogType = "Tail" });
            }
        });

        var tail = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(last.LogResult!));
        Assert.Contains($"error {calls}", tail, StringComparison.Ordinal);
        Assert.Contains("a line", tail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_that_a_timeout_ended_is_kept_only_if_it_has_something_to_dispose()
    {
        using var simulation = new Simulation();
        simulation.AddFunction("plain", async (LambdaContext context) => await context.Delay(Duration.FromMinutes(1)));
        simulation.AddFunction<Holder>("holder", method: nameof(Holder.Handle));

        simulation["plain"].Invoke();
        simulation["holder"].Invoke();

        Assert.Equal(1, simulation.Host.LeftProcesses);
    }

    [Fact]
    public void The_code_of_a_deleted_function_is_let_go_when_nothing_runs_in_it()
    {
        using var simulation = new Simulation();
        simulation.Lambda.CreateFunction(FunctionSamples.Create());
        simulation.Run(async () => await simulation.Lambda.InvokeAsync(new InvokeRequest { FunctionName = "fn" }));
        var live = simulation["fn"].Live;
        Assert.IsNotType<LambdaSim.Runtime.GoneCode>(live.Code);

        simulation.Lambda.DeleteFunction(new FunctionRequest { FunctionName = "fn" });

        Assert.IsType<LambdaSim.Runtime.GoneCode>(live.Code);
    }

    [Fact]
    public void Queues_of_an_endpoint_keep_what_is_in_them_and_no_more()
    {
        using var simulation = new Simulation(new SimulationOptions { KeepQueueHistory = false });
        var queue = simulation.AddQueue("q");
        queue.Send(new LambdaSim.Neighbours.Queues.SendRequest("a"));
        queue.Send(new LambdaSim.Neighbours.Queues.SendRequest("b"));
        queue.Purge();
        queue.Send(new LambdaSim.Neighbours.Queues.SendRequest("c"));

        Assert.Equal(["c"], queue.Messages.Select(m => m.Body));
    }

    public sealed class Holder : IDisposable
    {
        private bool _isOpen = true;

        public async Task Handle(LambdaContext context)
        {
            while (_isOpen)
            {
                await context.Delay(Duration.FromMinutes(1));
            }
        }

        public void Dispose() => _isOpen = false;
    }
}
