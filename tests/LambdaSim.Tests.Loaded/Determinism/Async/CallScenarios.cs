namespace LambdaSim.Tests.Determinism.Async;

/// <summary>Calls between functions, and verbs of time in the wrong place.</summary>
internal static class CallScenarios
{
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

        new("23 recursion through the client, 200 deep", static s => s.Staggered(static async (c, n) => await Descend(c, n), 1, static _ => 0, static f => f with { Timeout = Duration.FromMinutes(5), RecursiveLoop = LambdaSim.Configuration.RecursiveLoop.Allow }),
            Verdict.Deterministic),

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
            }, 3, static i => i * 500, static f => f with { Timeout = Duration.FromSeconds(1) }, mayFail: true);
        }, Verdict.Deterministic) { Note = "the called function ends its work; the answer is dropped" },

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
}
