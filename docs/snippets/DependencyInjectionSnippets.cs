using LambdaSim.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LambdaSim.Snippets;

/// <summary>The C# of docs/dependency-injection.md, compiled and run by the tests.</summary>
public static class DependencyInjectionSnippets
{
    public static int ChargeOnce()
    {
        // begin-snippet: services
        var payments = new FakePayments();

        var services = new ServiceCollection();
        services.AddSingleton<IPayments>(payments);
        services.AddLambdaSim(options => options.Seed = 42)
            .AddFunction<OrderHandler>("orders", f => f with { MemoryMb = 512, Timeout = TimeSpan.FromSeconds(5) })
            .AddFunction("audit", TimeSpan.FromMilliseconds(20));

        using var provider = services.BuildServiceProvider();
        var simulation = provider.GetRequiredService<Simulation>();

        var result = simulation["orders"].Invoke(new Order("A-1", 1200));
        // end-snippet
        result.ThrowIfError();
        return payments.Charges.Count;
    }

    public static async Task<int> Follow()
    {
        var simulation = new Simulation();
        var orders = simulation.AddFunction("orders", TimeSpan.FromMilliseconds(20));

        // begin-snippet: follow
        var events = simulation.Events.ReadAllAsync();
        var counting = Task.Run(async () =>
        {
            var calls = 0;
            await foreach (var e in events)
            {
                calls += e.Kind == EventKind.Completed ? 1 : 0;
            }

            return calls;
        });

        simulation.Run(() => Task.WhenAll(orders.InvokeAsync(), orders.InvokeAsync(), orders.InvokeAsync()));
        simulation.Dispose();
        // end-snippet
        return await counting;
    }

    // begin-snippet: handler
    public sealed record Order(string Id, int Cents);

    public interface IPayments
    {
        Task Charge(string order, int cents);
    }

    public sealed class OrderHandler(IPayments payments, TimeProvider time, ILogger<OrderHandler> logger)
    {
        public async Task<string> Handle(Order order, CancellationToken cancellation)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(80), time, cancellation);
            await payments.Charge(order.Id, order.Cents);
            logger.LogInformation("charged {Order}", order.Id);
            return order.Id;
        }
    }
    // end-snippet

    private sealed class FakePayments : IPayments
    {
        public List<string> Charges { get; } = [];

        public Task Charge(string order, int cents)
        {
            Charges.Add(order);
            return Task.CompletedTask;
        }
    }
}
