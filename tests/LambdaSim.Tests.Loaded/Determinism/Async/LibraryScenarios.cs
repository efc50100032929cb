using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.CircuitBreaker;
using Polly.Hedging;
using Polly.Retry;
using Polly.Timeout;

namespace LambdaSim.Tests.Determinism.Async;

/// <summary>Libraries as they are: HttpClient, Polly, rate limiters, timers of the framework.</summary>
internal static class LibraryScenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("26 HttpClient with a stub handler", static s => s.Overlap(static (c, n) => Get(c, n, captured: true)), Verdict.Deterministic),

        new("27 HttpClient with a stub handler, ConfigureAwait(false)", static s => s.Overlap(static (c, n) => Get(c, n, captured: false)), Verdict.Deterministic),

        new("28 Polly: retry and timeout", static s => s.Overlap(static async (c, n) =>
        {
            var tries = 0;
            var pipeline = new ResiliencePipelineBuilder { TimeProvider = c.Time }
                .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 3, Delay = TimeSpan.FromMilliseconds(2), BackoffType = DelayBackoffType.Exponential, UseJitter = false })
                .AddTimeout(TimeSpan.FromMilliseconds(1_500))
                .Build();
            var result = await pipeline.ExecuteAsync(async cancellation =>
            {
                c.Step("try", ++tries);
                await c.TaskMs((n % 3) + 1, cancellation);
                return tries < 3 ? throw new IOException("flaky") : n;
            });
            c.Step("tries", tries);
            return result;
        }), Verdict.Deterministic),

        new("70 Polly: timeout cuts a slow call", static s => s.Overlap(static async (c, n) =>
        {
            var pipeline = new ResiliencePipelineBuilder { TimeProvider = c.Time }.AddTimeout(TimeSpan.FromMilliseconds(30)).Build();
            try
            {
                await pipeline.ExecuteAsync(async cancellation => await c.TaskMs(n % 6 * 10, cancellation));
                c.Log("in time");
            }
            catch (TimeoutRejectedException)
            {
                c.Log("rejected");
            }

            return n;
        }), Verdict.Deterministic),

        new("71 Polly: circuit breaker opens and closes", static s => s.Overlap(static async (c, n) =>
        {
            var pipeline = new ResiliencePipelineBuilder { TimeProvider = c.Time }
                .AddCircuitBreaker(new CircuitBreakerStrategyOptions { MinimumThroughput = 2, FailureRatio = 0.5, SamplingDuration = TimeSpan.FromSeconds(1), BreakDuration = TimeSpan.FromMilliseconds(500) })
                .Build();
            for (var i = 0; i < 6; i++)
            {
                try
                {
                    await pipeline.ExecuteAsync(async cancellation =>
                    {
                        await c.TaskMs(100, cancellation);
                        if (i < 2)
                        {
                            throw new IOException("down");
                        }
                    });
                    c.Step("up", i);
                }
                catch (IOException)
                {
                    c.Step("down", i);
                }
                catch (BrokenCircuitException)
                {
                    c.Step("open", i);
                    await c.Ms(260);
                }
            }

            return n;
        }, 4), Verdict.Deterministic),

        new("72 Polly: hedging", static s => s.Overlap(static async (c, n) =>
        {
            var pipeline = new ResiliencePipelineBuilder<int> { TimeProvider = c.Time }
                .AddHedging(new HedgingStrategyOptions<int> { MaxHedgedAttempts = 2, Delay = TimeSpan.FromMilliseconds(3) })
                .Build();
            var tries = 0;
            var won = await pipeline.ExecuteAsync(async cancellation =>
            {
                var mine = ++tries;
                c.Step("try", mine);
                await c.TaskMs(mine == 1 ? 10 : 2, cancellation);
                return mine;
            });
            c.Step("won", won);
            return n;
        }, 8), Verdict.Deterministic),

        new("73 IHttpClientFactory with a stub", static s => s.Staggered(static async (c, n) =>
        {
            await using var provider = Services(c);
            var factory = provider.GetRequiredService<IHttpClientFactory>();
            using var client = factory.CreateClient("stub");
            using var answer = await client.GetAsync(new Uri("http://stub.invalid/"));
            c.Log("answer " + await answer.Content.ReadAsStringAsync());
            return n;
        }, 6, 1), Verdict.Deterministic) { Note = "its handler rotation keeps a real timer of two minutes, which never matters here" },

        new("74 HttpClient.Timeout is real time", static s => s.Overlap(static async (c, n) =>
        {
            using var client = new HttpClient(new Stub(c, captured: true)) { Timeout = TimeSpan.FromMinutes(5) };
            c.Log(await client.GetStringAsync(new Uri("http://stub.invalid/")));
            return n;
        }, 6), Verdict.Deterministic) { Note = "a real timer that does not fire changes nothing; for virtual timeouts pass a token made with `context.Time`" },

        new("75 timers of the TimeProvider", static s => s.Overlap(static async (c, n) =>
        {
            var count = 0;
            var over = new TaskCompletionSource();
            await using var timer = c.Time.CreateTimer(_ =>
            {
                c.Step("tick", ++count);
                if (count == 4)
                {
                    over.SetResult();
                }
            }, null, TimeSpan.FromMilliseconds(n % 3), TimeSpan.FromMilliseconds(2));
            await c.Ms(3);
            timer.Change(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(1));
            await over.Task;
            timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            await c.Ms(5);
            return count;
        }, 8), Verdict.Deterministic),

        new("76 ConcurrencyLimiter", static s => s.Overlap(static async (c, n) =>
        {
            await using var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 2, QueueLimit = 10, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
            await Task.WhenAll(Enumerable.Range(0, 5).Select(async i =>
            {
                using var lease = await limiter.AcquireAsync();
                c.Step(lease.IsAcquired ? "acquired" : "refused", i);
                await c.Ms((i + n) % 3);
            }));
            return n;
        }, 8), Verdict.Deterministic),

        new("77 TaskScheduler.FromCurrentSynchronizationContext", static s => s.Overlap(static (c, n) =>
        {
            try
            {
                TaskScheduler.FromCurrentSynchronizationContext();
                c.Log("a context");
            }
            catch (InvalidOperationException)
            {
                c.Log("no context");
            }

            return Task.FromResult(n);
        }, 4), Verdict.Deterministic) { Note = "throws InvalidOperationException, as on Lambda: there is no context" },

        new("78 random numbers and identifiers of the context", static s => s.Overlap(static async (c, n) =>
        {
            c.Step("random", c.Random.Next(1_000_000));
            await c.Ms(c.Random.Next(5));
            c.Log("id " + c.NewGuid());
            return n;
        }), Verdict.Deterministic),
    ];

    private static async Task<int> Get(LambdaContext c, int n, bool captured)
    {
        using var client = new HttpClient(new Stub(c, captured));
        c.Log("body " + await client.GetStringAsync(new Uri("http://stub.invalid/")));
        await c.Ms(n % 3);
        return n;
    }

    private static ServiceProvider Services(LambdaContext c)
    {
        var services = new ServiceCollection();
        services.AddHttpClient("stub").ConfigurePrimaryHttpMessageHandler(() => new Stub(c, captured: false));
        return services.BuildServiceProvider();
    }

    private sealed class Stub(LambdaContext context, bool captured) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await context.TaskMs(7, cancellationToken).ConfigureAwait(captured);
            context.Log("stub");
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("x") };
        }
    }
}
