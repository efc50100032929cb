using LambdaSim.Events;

namespace LambdaSim.Tests.Determinism.Async;

/// <summary>Timeouts, freezing, retries, crashes.</summary>
internal static class LifecycleScenarios
{
    private static readonly Duration _aSecond = Duration.FromSeconds(1);

    public static IReadOnlyList<Scenario> All { get; } =
    [
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
        }, 2, static i => i * 300, static f => f with { Timeout = _aSecond }, mayFail: true), Verdict.Deterministic),

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

            // Those that throw crash, a millisecond after their start; the others live.
            Assert.Equal(
                [Outcome.Crashed, Outcome.Succeeded, Outcome.Crashed, Outcome.Succeeded],
                s.Log.Where(static e => e.Kind == EventKind.Completed).OrderBy(static e => e.Invocation).Select(static e => e.Outcome));
            Assert.All(
                s.Log.Where(static e => e is { Kind: EventKind.Completed, Outcome: Outcome.Crashed }),
                static e => Assert.Equal(Duration.FromMilliseconds(1).ToInt64Nanoseconds(), e.DurationNs));
        }, Verdict.Deterministic)
        {
            Options = new() { CrashOnUnhandledExceptions = true },
            Note = "opt-in: without it the process ends, as on Lambda; with it the environment crashes",
        },
    ];

    private static async Task Beat(LambdaContext c)
    {
        for (var i = 0; i < 8; i++)
        {
            await c.Ms(3);
            c.Step("beat", i);
        }
    }
}
