using LambdaSim.Runtime;

namespace LambdaSim.Tests.Determinism.Async;

/// <summary>Calls between functions, timeouts, freezing, crashes.</summary>
internal static class LifecycleScenarios
{
    private static readonly Duration _aSecond = Duration.FromSeconds(1);

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("22 nested calls and fan-out", static s =>
        {
            s.On("leaf", static async (c, n) =>
            {
                await c.Ms((n % 5) + 1);
                c.Log("leaf");
                return n * 2;
            });
            s.On("middle", static async (c, n) =>
            {
                var results = await Task.WhenAll(c.Ask("leaf", n), c.Ask("leaf", n + 1));
                c.Log("middle");
                return results.Sum();
            });
            s.Staggered(static async (c, n) =>
            {
                var first = await c.Ask("middle", n);
                var second = await c.Ask("middle", n + 1).ConfigureAwait(false);
                c.Log("root");
                return first + second;
            }, 5, 2);
        }, Verdict.Deterministic),

        new("23 recursion through the client, 200 deep", static s => s.Staggered(static async (c, n) => await Descend(c, n), 1, static _ => 0, static f => f with { Timeout = Duration.FromMinutes(5) }),
            Verdict.Deterministic),

        new("33 timeout, orphan fenced", static s => s.Staggered(static async (c, n) =>
        {
            try
            {
                c.Log("before");
                await c.Ms(n % 2 == 0 ? 500 : 2_000);
                c.Log("after");
                return n;
            }
            finally
            {
                c.Log("finally");
            }
        }, 6, static i => i * 300, static f => f with { Timeout = _aSecond }, mayFail: true), Verdict.Deterministic) { Note = "a timeout ends the process: no `finally`" },

        new("34 never completes", static s => s.Staggered(static async (_, n) =>
        {
            await new TaskCompletionSource<int>().Task;
            return n;
        }, 3, static i => i * 300, static f => f with { Timeout = _aSecond }, mayFail: true), Verdict.Deterministic),

        new("35 background work outlives the handler", static s => s.Overlap(static async (c, n) =>
        {
            _ = Later();
            await c.Ms(1);
            return n;

            async Task Later()
            {
                await c.Ms((n % 6) + 2);
                c.Log("in the background");
                await c.Ms(3).ConfigureAwait(false);
                c.Log("and again");
            }
        }), Verdict.Deterministic) { Note = "frozen with its environment, thawed by the next call" },

        new("40 orphan on the pool after its timeout", static s => s.Staggered(static async (c, n) =>
        {
            var work = Task.Run(async () =>
            {
                await c.Ms(800);
                c.Log("in the pool");
                await c.Ms(800);
                c.Log("late");
            });
            await Task.Yield();
            await work;
            c.Log("never");
            return n;
        }, 4, static i => i * 300, static f => f with { Timeout = _aSecond }, mayFail: true), Verdict.Deterministic),

        new("79 fan-out and fan-in through the client", static s =>
        {
            s.On("worker", static async (c, n) =>
            {
                await c.Ms(n % 7);
                await Task.Yield();
                return n * n;
            });
            s.Staggered(static async (c, n) =>
            {
                var squares = await Task.WhenAll(Enumerable.Range(n, 10).Select(i => c.Ask("worker", i)));
                c.Step("sum", squares.Sum());
                return squares.Sum();
            }, 3, 2);
        }, Verdict.Deterministic),

        new("80 frozen in the middle of a loop, thawed by each call", static s => s.Staggered(static async (c, n) =>
        {
            if (n == 0)
            {
                _ = Beat(c);
            }

            await c.Ms(5);
            c.Step("call", n);
            return n;
        }, 4, 50), Verdict.Deterministic),

        new("81 background Task.Run frozen and thawed", static s => s.Staggered(static async (c, n) =>
        {
            _ = Task.Run(async () =>
            {
                for (var i = 0; i < 3; i++)
                {
                    await c.Ms(2);
                    await Task.Yield();
                    c.Step("background", i);
                }
            });
            await c.Ms(1);
            return n;
        }, 4, 30), Verdict.Deterministic),

        new("82 failing events, retried", static s =>
        {
            var f = s.On("f", static async (c, n) =>
            {
                await Task.Yield();
                c.Step("attempt at second", (c.Time.GetTimestamp() / 1_000_000_000) + n);
                throw new FormatException("broken");
            });
            for (var i = 0; i < 3; i++)
            {
                f.SendRaw(Stage.Json(i));
            }

            s.RunUntilIdle();
        }, Verdict.Deterministic),

        new("83 orphan that ignores its token", static s => s.Staggered(static async (c, n) =>
        {
            using var _ = c.CancellationToken.Register(() => c.Log("told to stop"));
            while (n >= 0)
            {
                await c.Ms(300);
                c.Log("still here");
            }

            return n;
        }, 3, static i => i * 500, static f => f with { Timeout = _aSecond }, mayFail: true), Verdict.Deterministic),

        new("84 orphan calls the client", static s =>
        {
            s.On("other", static async (c, n) =>
            {
                c.Log("other");
                await c.Ms(2_000);
                return n;
            });
            s.Staggered(static async (c, n) =>
            {
                await c.Ask("other", n);
                c.Log("never");
                return n;
            }, 3, static i => i * 500, static f => f with { Timeout = _aSecond }, mayFail: true);
        }, Verdict.Deterministic) { Note = "the called function ends its work; the answer is dropped" },

        new("85 context.Spend between awaits", static s => s.Overlap(static async (c, n) =>
        {
            c.Spend(Duration.FromMilliseconds((n % 4) + 1));
            c.Log("spent");
            await c.Ms(1);
            c.Spend(Duration.FromMilliseconds(2));
            c.Log("spent again");
            return n;
        }), Verdict.Deterministic),

        new("86 async void", static s => s.Overlap(static async (c, n) =>
        {
            Fire(c, n);
            await c.Ms(4);
            return n;

            static async void Fire(LambdaContext c, int n)
            {
                await c.Ms(n % 3);
                c.Log("fired");
            }
        }), Verdict.Deterministic),

        new("87 a throwing async void", static s =>
        {
            UnhandledExceptions.Install();
            s.Staggered(static async (c, n) =>
            {
                Fire(c, n);
                await c.Ms(4);
                c.Log("lived");
                return n;

                static async void Fire(LambdaContext c, int n)
                {
                    await c.Ms(1);
                    if (n % 2 == 0)
                    {
                        throw new InvalidOperationException("nobody catches this");
                    }
                }
            }, 4, static i => i * 2, mayFail: true);
        }, Verdict.Deterministic) { Note = "opt-in: without it the process ends, as on Lambda; with it the environment crashes" },

        new("88 Run inside a handler", static s => s.Staggered((c, n) =>
        {
            try
            {
                s.Run(static () => Task.CompletedTask);
            }
            catch (NestedRunException)
            {
                c.Log("refused");
            }

            return Task.FromResult(n);
        }, 2, 1), Verdict.Deterministic) { Note = "Run throws NestedRunException" },

        new("89 Run inside Run", static s => s.Run(() =>
        {
            s.RunUntilIdle();
            return Task.CompletedTask;
        }), Verdict.Refused<NestedRunException>()),

        new("90 a body that waits for nothing", static s => s.Run(static () => new TaskCompletionSource().Task), Verdict.Refused<StuckException>()),
    ];

    private static async Task<int> Descend(LambdaContext c, int number)
    {
        const int deep = 200;
        return number == deep ? 0 : 1 + await c.Ask("f", number + 1);
    }

    private static async Task Beat(LambdaContext c)
    {
        for (var i = 0; i < 8; i++)
        {
            await c.Ms(3);
            c.Step("beat", i);
        }
    }
}
