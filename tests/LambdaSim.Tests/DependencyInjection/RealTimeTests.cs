using System.Diagnostics;
using LambdaSim.DependencyInjection;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Check = LambdaSim.Determinism;

namespace LambdaSim.Tests.DependencyInjection;

/// <summary>Services of the Microsoft.Extensions family that keep time keep the virtual one, or are listed.</summary>
public sealed class RealTimeTests
{
    [Fact]
    public void A_memory_cache_expires_in_virtual_time() => Assert.Equal([1, 1, 2], AskedAt(
        [0, 59, 61],
        static services => services.AddMemoryCache(),
        static async (services, load) => await services.GetRequiredService<IMemoryCache>().GetOrCreateAsync("k", entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(1);
            return Task.FromResult(load());
        })));

    [Fact]
    public void A_sliding_entry_lives_as_long_as_it_is_asked_for() => Assert.Equal([1, 1, 1, 2], AskedAt(
        [0, 50, 100, 161],
        static services => services.AddMemoryCache(),
        static async (services, load) => await services.GetRequiredService<IMemoryCache>().GetOrCreateAsync("k", entry =>
        {
            entry.SlidingExpiration = TimeSpan.FromMinutes(1);
            return Task.FromResult(load());
        })));

    [Fact]
    public void A_distributed_cache_in_memory_expires_in_virtual_time() => Assert.Equal([1, 1, 2], AskedAt(
        [0, 59, 61],
        static services => services.AddDistributedMemoryCache(),
        static async (services, load) =>
        {
            var cache = services.GetRequiredService<IDistributedCache>();
            if (await cache.GetAsync("k") is { } found)
            {
                return found[0];
            }

            var loaded = load();
            await cache.SetAsync("k", [(byte)loaded], new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(1) });
            return loaded;
        }));

    [Fact]
    public void A_hybrid_cache_expires_in_virtual_time() => Assert.Equal([1, 1, 2], AskedAt(
        [0, 59, 61],
        static services => services.AddHybridCache(),
        static async (services, load) => await services.GetRequiredService<HybridCache>().GetOrCreateAsync(
            "k", _ => ValueTask.FromResult(load()), new HybridCacheEntryOptions { Expiration = TimeSpan.FromMinutes(1), LocalCacheExpiration = TimeSpan.FromMinutes(1) })));

    [Fact]
    public void A_clock_that_somebody_gave_a_cache_stays()
    {
        var services = new ServiceCollection();
        services.AddLambdaSim();
        var mine = new Fixed();
        services.AddMemoryCache(options => options.Clock = mine);
        using var provider = services.BuildServiceProvider();

        Assert.Same(mine, provider.GetRequiredService<Microsoft.Extensions.Options.IOptions<MemoryCacheOptions>>().Value.Clock);
    }

    [Fact]
    public void The_loggers_of_an_http_client_write_virtual_time()
    {
        using var world = new World(static services => services.AddHttpClient("c").ConfigurePrimaryHttpMessageHandler(static () => new Slow()));
        world.Call("f", static async services => await services.GetRequiredService<IHttpClientFactory>().CreateClient("c").GetAsync(new Uri("http://localhost/")));

        Assert.Equal(
            [
                "Start processing HTTP request GET http://localhost/*",
                "Sending HTTP request GET http://localhost/*",
                "Received HTTP response headers after 250ms - 200",
                "End processing HTTP request after 250ms - 200",
            ],
            world.Lines("HTTP").Select(static l => l.Replace("http://localhost/", "http://localhost/*", StringComparison.Ordinal).Replace("**", "*", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_handler_with_an_http_client_is_reproducible() => Check.Check(
        static () =>
        {
            var world = new World(static services => services.AddHttpClient("c").ConfigurePrimaryHttpMessageHandler(static () => new Slow()));
            world.Call("f", static async services => await services.GetRequiredService<IHttpClientFactory>().CreateClient("c").GetAsync(new Uri("http://localhost/")));
            return world.Simulation;
        },
        runs: 5);

    [Fact]
    public void Another_elapsed_time_is_filled_into_its_message()
    {
        using var world = new World(static _ => { });
        world.Call("f", static services =>
        {
            services.GetRequiredService<ILoggerFactory>().CreateLogger("Microsoft.EntityFrameworkCore.Database.Command")
                .LogInformation("Executed {{DbCommand}} ({elapsed,5:0.0}ms) [{text}]", "17", "SELECT 1");
            return Task.FromResult(0);
        });

        Assert.Equal(["Executed {DbCommand} (  0.0ms) [SELECT 1]"], world.Lines("DbCommand"));
    }

    [Fact]
    public void An_elapsed_time_of_the_handlers_own_is_left_alone()
    {
        using var world = new World(static _ => { });
        world.Call("f", static services =>
        {
            services.GetRequiredService<ILoggerFactory>().CreateLogger("Orders").LogInformation("took {ElapsedMilliseconds}ms", 12);
            return Task.FromResult(0);
        });

        Assert.Equal(["took 12ms"], world.Lines("took"));
    }

    [Fact]
    public void Activities_of_a_handler_are_exported_with_virtual_times()
    {
        using var source = new ActivitySource("LambdaSim.Tests.Handler");
        using var world = new World(static _ => { });
        List<(DateTime Start, TimeSpan Length)> exported = [];
        using var exporter = Exporting(source, exported);
        world.Call("f", async services =>
        {
            using var activity = source.StartActivity("work");
            await Task.Delay(TimeSpan.FromSeconds(3), services.GetRequiredService<TimeProvider>());
            return 0;
        });

        Assert.Equal([(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), TimeSpan.FromSeconds(3))], exported);
    }

    [Fact]
    public void Activities_outside_a_simulation_keep_real_time()
    {
        using var source = new ActivitySource("LambdaSim.Tests.Outside");
        new ServiceCollection().AddLambdaSim();
        List<(DateTime Start, TimeSpan Length)> exported = [];
        using var exporter = Exporting(source, exported);
        source.StartActivity("work")?.Dispose();

        Assert.NotEqual(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), Assert.Single(exported).Start);
    }

    [Fact]
    public void Clocks_that_cannot_be_given_are_listed()
    {
        using var world = new World(static services =>
        {
            services.AddHttpClient();
            services.AddSingleton<System.Threading.RateLimiting.RateLimiter>(static _ => new System.Threading.RateLimiting.ConcurrencyLimiter(new() { PermitLimit = 1, QueueLimit = 0 }));
        });
        world.Call("f", static _ => Task.FromResult(0));

        Assert.Contains(world.Simulation.Unsimulated, static u => u.StartsWith("handler lifetime of IHttpClientFactory, timeout of HttpClient: in real time", StringComparison.Ordinal));
        Assert.Contains(world.Simulation.Unsimulated, static u => u.StartsWith("rate limiters: they replenish in real time", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_services_that_keep_no_time_nothing_is_listed()
    {
        using var world = new World(static services => services.AddMemoryCache());
        world.Call("f", static _ => Task.FromResult(0));

        Assert.DoesNotContain(world.Simulation.Unsimulated, static u => u.Contains("real time", StringComparison.Ordinal));
    }

    // What a handler finds in its cache at these seconds: the number of times it was loaded.
    private static List<int> AskedAt(int[] seconds, Action<IServiceCollection> configure, Func<IServiceProvider, Func<int>, Task<int>> ask)
    {
        var loads = 0;
        using var world = new World(configure);
        return [.. seconds.Select(second =>
        {
            world.Simulation.AdvanceTo(world.Simulation.Options.World.Start + Duration.FromSeconds(second));
            return world.Call("f", services => ask(services, () => ++loads));
        })];
    }

    private static ActivityListener Exporting(ActivitySource source, List<(DateTime, TimeSpan)> exported)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = s => s == source,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => exported.Add((activity.StartTimeUtc, activity.Duration)),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private sealed class World : IDisposable
    {
        private readonly ServiceProvider _provider;
        private Func<IServiceProvider, Task<object?>> _code = static _ => Task.FromResult<object?>(null);

        public World(Action<IServiceCollection> configure)
        {
            var services = new ServiceCollection();
            configure(services);
            services.AddLambdaSim().AddFunction("f", async (LambdaContext context) => await _code(context.Services()));
            _provider = services.BuildServiceProvider();
            Simulation = _provider.GetRequiredService<Simulation>();
        }

        public Simulation Simulation { get; }

        public T Call<T>(string name, Func<IServiceProvider, Task<T>> code)
        {
            T result = default!;
            _code = async services =>
            {
                result = await code(services);
                return null;
            };
            Simulation[name].Invoke().ThrowIfError();
            return result;
        }

        public IEnumerable<string> Lines(string part) => Simulation.Log.Where(static e => e.Kind == LambdaSim.Events.EventKind.LogLine).Select(e => Simulation.Log.TextOf(e.TextNumber)).Where(t => t.Contains(part, StringComparison.Ordinal));

        public void Dispose() => _provider.Dispose();
    }

    private sealed class Slow : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var time = LambdaContextAccessor.Instance.Context!.Time;
            await Task.Delay(TimeSpan.FromMilliseconds(250), time, cancellationToken);
            return new HttpResponseMessage { RequestMessage = request };
        }
    }

#pragma warning disable CS0618
    private sealed class Fixed : Microsoft.Extensions.Internal.ISystemClock
    {
        public DateTimeOffset UtcNow => DateTimeOffset.UnixEpoch;
    }
}
