namespace LambdaSim.Tests.Determinism.Async;

/// <summary>Semaphores, cancellation, disposal: who runs when somebody lets go.</summary>
internal static class CoordinationScenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("13 SemaphoreSlim as a throttle", static s => s.Overlap(static async (c, n) =>
        {
            using var gate = new SemaphoreSlim(2);
            await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
            {
                await gate.WaitAsync();
                c.Step("in", i);
                await c.Ms(((i * 3) + n) % 4);
                gate.Release();
            }));
            return n;
        }), Verdict.Deterministic),

        new("14 SemaphoreSlim, ConfigureAwait(false)", static s => s.Overlap(static async (c, n) =>
        {
            using var gate = new SemaphoreSlim(2);
            await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
            {
                await gate.WaitAsync().ConfigureAwait(false);
                c.Step("in", i);
                await c.Ms(((i * 3) + n) % 4).ConfigureAwait(false);
                gate.Release();
            })).ConfigureAwait(false);
            return n;
        }), Verdict.Deterministic),

        new("64 await using", static s => s.Overlap(static async (c, n) =>
        {
            await using (new Lease(c))
            {
                await c.Ms(n % 3);
                c.Log("inside");
            }

            c.Log("outside");
            return n;
        }), Verdict.Deterministic),

        new("65 Lazy<Task> of one environment", static s => s.Staggered(static async (c, n) =>
        {
            if (!c.Process.TryGetValue("lazy", out var made))
            {
                c.Process["lazy"] = made = new Lazy<Task<int>>(() => Load(c));
            }

            var lazy = (Lazy<Task<int>>)made!;
            var both = await Task.WhenAll(lazy.Value, lazy.Value);
            c.Step("loaded", both.Sum());
            return n;
        }, 6, 4), Verdict.Deterministic),

        new("67 Task.WhenEach", static s => s.Overlap(static async (c, n) =>
        {
            var tasks = Enumerable.Range(0, 5).Select(async i =>
            {
                await c.Ms(((i * 3) + n) % 5);
                return i;
            });
            await foreach (var done in Task.WhenEach(tasks))
            {
                c.Step("done", await done);
            }

            return n;
        }), Verdict.Deterministic),

        new("69 a storm of cancellations", static s => s.Overlap(static async (c, n) =>
        {
            using var root = new CancellationTokenSource();
            var waits = Enumerable.Range(0, 8).Select(async i =>
            {
                using var linked = CancellationTokenSource.CreateLinkedTokenSource(root.Token);
                using var _ = linked.Token.Register(() => c.Step("told", i));
                try
                {
                    await (i % 2 == 0 ? c.TaskMs(20 + i, linked.Token) : c.Delay(Duration.FromMilliseconds(20 + i), linked.Token).AsTask());
                }
                catch (OperationCanceledException)
                {
                    c.Step("cancelled", i);
                }
            }).ToList();
            await c.Ms((n % 4) + 1);
            root.Cancel();
            await Task.WhenAll(waits);
            return n;
        }, 6), Verdict.Deterministic),
    ];

    private static async Task<int> Load(LambdaContext c)
    {
        c.Log("loading");
        await c.Ms(2);
        return 21;
    }

    private sealed class Lease(LambdaContext context) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await context.Ms(2);
            context.Log("released");
        }
    }
}
