using System.Runtime.CompilerServices;

namespace LambdaSim.Tests.Determinism.Async;

/// <summary>Plain awaits: delays, combinators, cancellation, exceptions, deep chains.</summary>
internal static class AwaitScenarios
{
    private static readonly AsyncLocal<string?> _tenant = new();

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("01 delay", static s => s.Overlap(static async (c, n) =>
        {
            for (var i = 0; i < 3; i++)
            {
                await c.Ms((n % 7) + 1);
                c.Step("delayed", i);
            }

            return n;
        }), Verdict.Deterministic),

        new("02 delay, ConfigureAwait(false)", static s => s.Overlap(static async (c, n) =>
        {
            for (var i = 0; i < 3; i++)
            {
                await c.TaskMs((n % 7) + 1).ConfigureAwait(false);
                c.Step("delayed", i);
            }

            return n;
        }), Verdict.Deterministic),

        new("03 a library that calls back", static s => s.Overlap(static async (c, n) =>
        {
            var result = await Stage.Library(async () =>
            {
                await c.Ms((n % 5) + 1);
                c.Log("callback");
                return n;
            });
            c.Log("after the library");
            await c.Ms(1);
            return result;
        }), Verdict.Deterministic),

        new("04 Task.Yield", static s => s.Overlap(static async (c, n) =>
        {
            await Yields(c);
            await c.Ms(1);
            return n;
        }), Verdict.Deterministic),

        new("05 Task.Yield after ConfigureAwait(false)", static s => s.Overlap(static async (c, n) =>
        {
            await c.TaskMs(1).ConfigureAwait(false);
            await Yields(c);
            await c.Ms(n % 3);
            return n;
        }), Verdict.Deterministic),

        new("08 Task.WhenAll of ten", static s => s.Overlap(static async (c, n) =>
        {
            await Task.WhenAll(Enumerable.Range(0, 10).Select(async i =>
            {
                await c.Ms(((i * 7) + n) % 5);
                c.Step("branch", i);
            }));
            return n;
        }), Verdict.Deterministic),

        new("09 Task.WhenAny, loser cancelled", static s => s.Overlap(static async (c, n) =>
        {
            using var stop = new CancellationTokenSource();
            var five = c.TaskMs(5, stop.Token);
            var other = c.TaskMs(n % 10, stop.Token);
            var winner = await Task.WhenAny(five, other);
            c.Log(winner == five ? "five won" : "the other won");
            stop.Cancel();
            try
            {
                await (winner == five ? other : five);
                c.Log("a tie");
            }
            catch (OperationCanceledException)
            {
                c.Log("the loser was cancelled");
            }

            return n;
        }), Verdict.Deterministic),

        new("10 CancellationTokenSource(delay, time)", static s => s.Overlap(static async (c, n) =>
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds((n % 6) + 1), c.Time);
            try
            {
                await c.TaskMs(4, limit.Token);
                c.Log("done");
            }
            catch (OperationCanceledException)
            {
                c.Log("too late");
            }

            return n;
        }), Verdict.Deterministic),

        new("11 PeriodicTimer", static s => s.Overlap(static async (c, n) =>
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2), c.Time);
            for (var i = 0; i < 4; i++)
            {
                await timer.WaitForNextTickAsync();
                c.Step("tick", i);
            }

            return n;
        }), Verdict.Deterministic),

        new("12 WaitAsync(timeout, time)", static s => s.Overlap(static async (c, n) =>
        {
            try
            {
                await c.Ms(n % 8).WaitAsync(TimeSpan.FromMilliseconds(4), c.Time);
                c.Log("in time");
            }
            catch (TimeoutException)
            {
                c.Log("timed out");
            }

            return n;
        }), Verdict.Deterministic),

        new("17 IAsyncEnumerable, cut by a token", static s => s.Overlap(static async (c, n) =>
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds((n % 12) + 2), c.Time);
            try
            {
                await foreach (var i in Ticks(c, 4).WithCancellation(limit.Token).ConfigureAwait(n % 2 == 0))
                {
                    c.Step("item", i);
                }
            }
            catch (OperationCanceledException)
            {
                c.Log("cut");
            }

            return n;
        }), Verdict.Deterministic),

        new("18 AsyncLocal per invocation", static s => s.Overlap(static async (c, n) =>
        {
            c.Log("before: " + _tenant.Value);
            _tenant.Value = n % 2 == 0 ? "even" : "odd";
            await c.Ms(n % 3);
            await Stage.Library(async () =>
            {
                await c.Ms(1);
                return 0;
            });
            c.Log("tenant: " + _tenant.Value);
            return n;
        }), Verdict.Deterministic),

        new("19 exceptions", static s => s.Staggered(static async (c, n) =>
        {
            await c.Ms((n % 3) + 1);
            switch (n % 3)
            {
                case 0: throw new InvalidOperationException("boom");
                case 1: throw new TaskCanceledException("given up");
                default:
                    await Task.WhenAll(Fail(c), Fail(c));
                    return n;
            }
        }, 12, static i => i % 4 * 1.5, mayFail: true), Verdict.Deterministic),
    ];

    private static async Task Yields(LambdaContext c)
    {
        for (var i = 0; i < 3; i++)
        {
            await Task.Yield();
            c.Step("yielded", i);
        }
    }

    private static async IAsyncEnumerable<int> Ticks(LambdaContext c, int count, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var i = 0; i < count; i++)
        {
            await c.TaskMs(3, cancellation);
            yield return i;
        }
    }

    private static async Task Fail(LambdaContext c)
    {
        await c.Ms(1);
        throw new ArgumentException("wrong");
    }
}
