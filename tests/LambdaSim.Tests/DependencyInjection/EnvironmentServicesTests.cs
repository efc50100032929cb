using LambdaSim.DependencyInjection;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaSim.Tests.DependencyInjection;

/// <summary>Which services are whose: the process's, the invocation's, everybody's.</summary>
public class EnvironmentServicesTests
{
    private sealed class CacheHandler(Cache cache, TimeProvider time)
    {
        public async Task<int> Handle(CancellationToken cancellation)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), time, cancellation);
            return cache.Number;
        }
    }

    private sealed class OrderHandler(Order order)
    {
        public int Handle() => order.Number;
    }

    private sealed class ClockHandler(TimeProvider time, IClock clock)
    {
        public async Task<string> Handle()
        {
            await Task.Delay(TimeSpan.FromHours(1), time);
            return $"{clock.GetCurrentInstant()} {time.GetUtcNow().ToUnixTimeSeconds() == clock.GetCurrentInstant().ToUnixTimeSeconds()}";
        }
    }

    private sealed class BrokenHandler
    {
        private readonly int _number;

        public BrokenHandler(Cache cache) => _number = cache.Number > 0 ? throw new FormatException($"no {cache.Number}") : 1;

        public int Handle() => _number;
    }

    private static int[] TwoAtOnce(ServiceProvider provider)
    {
        var simulation = provider.Simulation();
        return simulation.Run(async () => (await Task.WhenAll(simulation["f"].InvokeAsync(), simulation["f"].InvokeAsync())).Select(r => r.Value<int>()).ToArray());
    }

    [Fact]
    public void A_singleton_is_made_for_each_environment()
    {
        var notebook = new Notebook();
        using var provider = Services.Build(s => s.AddSingleton(notebook).AddSingleton<Cache>().AddLambdaSim().AddFunction<CacheHandler>("f"));

        Assert.Equal([1, 2], TwoAtOnce(provider));
    }

    [Fact]
    public void A_warm_environment_keeps_its_singletons()
    {
        var notebook = new Notebook();
        using var provider = Services.Build(s => s.AddSingleton(notebook).AddSingleton<Cache>().AddLambdaSim().AddFunction<CacheHandler>("f"));

        provider.Simulation()["f"].Invoke();

        Assert.Equal(1, provider.Simulation()["f"].Invoke().Value<int>());
    }

    [Fact]
    public void A_singleton_from_a_factory_is_made_for_each_environment()
    {
        var notebook = new Notebook();
        using var provider = Services.Build(s => s.AddSingleton(notebook).AddSingleton(p => new Cache(p.GetRequiredService<Notebook>())).AddLambdaSim().AddFunction<CacheHandler>("f"));

        Assert.Equal([1, 2], TwoAtOnce(provider));
    }

    [Fact]
    public void A_shared_singleton_is_the_root_providers()
    {
        var notebook = new Notebook();
        using var provider = Services.Build(s => s.AddSingleton(notebook).AddLambdaSim().AddFunction<CacheHandler>("f").AddSharedSingleton<Cache>());

        Assert.Equal([1, 1], TwoAtOnce(provider));
        Assert.Equal(1, provider.GetRequiredService<Cache>().Number);
    }

    [Fact]
    public void A_shared_singleton_is_disposed_once_and_by_the_root()
    {
        var notebook = new Notebook();
        using (var provider = Services.Build(s => s.AddSingleton(notebook).AddLambdaSim().AddFunction<CacheHandler>("f").AddSharedSingleton<Cache>()))
        {
            TwoAtOnce(provider);
            provider.Simulation().Dispose();
            Assert.DoesNotContain("Cache 1 disposed", notebook.Lines);
        }

        Assert.Single(notebook.Lines, "Cache 1 disposed");
    }

    [Fact]
    public void A_scoped_handler_gets_new_services_in_each_invocation()
    {
        var notebook = new Notebook();
        using var provider = Services.Build(s => s.AddSingleton(notebook).AddScoped<Order>().AddScoped<OrderHandler>().AddLambdaSim().AddFunction<OrderHandler>("f"));
        var f = provider.Simulation()["f"];

        f.Invoke();
        f.Invoke();

        Assert.Equal(["Order 1", "Order 1 disposed", "Order 2", "Order 2 disposed"], notebook.Lines);
    }

    [Fact]
    public void A_delegate_finds_the_services_of_its_invocation()
    {
        var notebook = new Notebook();
        using var provider = Services.Build(s => s.AddSingleton(notebook).AddScoped<Order>().AddLambdaSim()
            .AddFunction("f", (LambdaContext c) => c.Services().GetRequiredService<Order>().Number + c.Services().GetRequiredService<Order>().Number));

        Assert.Equal(2, provider.Simulation()["f"].Invoke().Value<int>());
    }

    [Fact]
    public void An_asynchronous_disposal_takes_its_time_inside_the_invocation()
    {
        var notebook = new Notebook();
        using var provider = Services.Build(s => s.AddSingleton(notebook).AddScoped<AsyncOrder>().AddLambdaSim()
            .AddFunction("f", (LambdaContext c) => { c.Services().GetRequiredService<AsyncOrder>(); }));

        var result = provider.Simulation()["f"].Invoke();

        Assert.Equal(Duration.FromMilliseconds(70), result.Duration);
        Assert.Equal(["AsyncOrder disposed"], notebook.Lines);
    }

    [Fact]
    public void A_scope_ends_when_its_handler_throws()
    {
        var notebook = new Notebook();
        using var provider = Services.Build(s => s.AddSingleton(notebook).AddScoped<Order>().AddLambdaSim()
            .AddFunction("f", int (LambdaContext c) => throw new FormatException(c.Services().GetRequiredService<Order>().ToString())));

        provider.Simulation()["f"].Invoke();

        Assert.Equal(["Order 1", "Order 1 disposed"], notebook.Lines);
    }

    [Fact]
    public void A_process_is_disposed_with_the_simulation()
    {
        var notebook = new Notebook();
        using var provider = Services.Build(s => s.AddSingleton(notebook).AddSingleton<Cache>().AddLambdaSim().AddFunction<CacheHandler>("f"));
        provider.Simulation()["f"].Invoke();

        provider.Simulation().Dispose();

        Assert.Equal(["Cache 1", "Cache 1 disposed"], notebook.Lines);
    }

    [Fact]
    public void A_timeout_leaves_its_scope_open_until_the_simulation_is_disposed()
    {
        var notebook = new Notebook();
        using var provider = Services.Build(s => s.AddSingleton(notebook).AddScoped<Order>().AddLambdaSim().AddFunction("f", async (LambdaContext c) =>
        {
            c.Services().GetRequiredService<Order>();
            await c.Delay(Duration.FromMinutes(1));
        }));
        provider.Simulation()["f"].Invoke();
        var killed = notebook.Lines.ToArray();

        provider.Simulation().Dispose();

        Assert.Equal(["Order 1"], killed);
        Assert.Equal(["Order 1", "Order 1 disposed"], notebook.Lines);
    }

    [Fact]
    public void A_process_after_a_timeout_has_services_of_its_own()
    {
        var notebook = new Notebook();
        var first = true;
        using var provider = Services.Build(s => s.AddSingleton(notebook).AddSingleton<Cache>().AddLambdaSim().AddFunction("f", async (LambdaContext c) =>
        {
            var number = c.Services().GetRequiredService<Cache>().Number;
            (var wait, first) = (first, false);
            await c.Delay(wait ? Duration.FromMinutes(1) : Duration.Zero);
            return number;
        }));
        var f = provider.Simulation()["f"];
        f.Invoke();

        var second = f.Invoke();

        Assert.Equal((2, StartType.Reinit), (second.Value<int>(), second.Start));
    }

    [Fact]
    public void What_was_made_before_a_constructor_threw_is_disposed()
    {
        var notebook = new Notebook();
        using var provider = Services.Build(s => s.AddSingleton(notebook).AddSingleton<Cache>().AddLambdaSim().AddFunction<BrokenHandler>("f"));

        var result = provider.Simulation()["f"].Invoke();

        Assert.Equal("no 2", result.Error!.Message);
        Assert.Equal(["Cache 1", "Cache 1 disposed", "Cache 2", "Cache 2 disposed"], notebook.Lines);
    }

    [Fact]
    public void Handlers_get_the_virtual_clocks()
    {
        using var provider = Services.Build(s => s.AddSingleton(TimeProvider.System).AddLambdaSim().AddFunction<ClockHandler>("f", c => c with { Timeout = Duration.FromMinutes(15) }));
        var simulation = provider.Simulation();

        simulation.AdvanceBy(Duration.FromDays(2));

        Assert.Equal(Outcome.TimedOut, simulation["f"].Invoke().Outcome);
        Assert.Equal(Duration.FromDays(2) + Duration.FromMinutes(15), simulation.Elapsed);
    }

    [Fact]
    public void The_root_provider_has_the_virtual_clocks()
    {
        using var provider = Services.Build(s => s.AddSingleton(TimeProvider.System).AddLambdaSim());
        provider.Simulation().AdvanceBy(Duration.FromHours(30));

        Assert.Equal(provider.Simulation().Now, provider.GetRequiredService<IClock>().GetCurrentInstant());
        Assert.Equal(provider.Simulation().Now, Instant.FromDateTimeOffset(provider.GetRequiredService<TimeProvider>().GetUtcNow()));
    }

    [Fact]
    public void The_accessor_gives_the_context_of_the_running_code_and_none_outside()
    {
        using var provider = Services.Build(s => s.AddLambdaSim().AddFunction("f", async (LambdaContext c) =>
        {
            await c.Delay(Duration.FromMilliseconds(1));
            return c.Services().GetRequiredService<ILambdaContextAccessor>().Context == c && c.Services().GetRequiredService<LambdaContext>() == c;
        }));

        Assert.True(provider.Simulation()["f"].Invoke().Value<bool>());
        Assert.Null(provider.GetRequiredService<ILambdaContextAccessor>().Context);
    }

    [Fact]
    public void Many_scopes_at_once_give_the_same_log_each_time()
    {
        static string Fingerprint()
        {
            using var provider = Services.Build(s => s.AddSingleton(new Notebook()).AddScoped<Order>().AddScoped<OrderHandler>().AddLambdaSim().AddFunction<OrderHandler>("f"));
            var simulation = provider.Simulation();
            for (var i = 0; i < 5; i++)
            {
                simulation.Run(() => Task.WhenAll(Enumerable.Range(0, 10).Select(_ => simulation["f"].InvokeAsync())));
            }

            return simulation.Fingerprint;
        }

        Assert.Single(Enumerable.Range(0, 5).Select(_ => Fingerprint()).Distinct());
    }
}
