using System.Threading.Tasks.Sources;

namespace LambdaSim.Tests.Determinism.Async;

/// <summary>Long chains of tasks, and tasks of one's own making.</summary>
internal static class ChainScenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("20 await chain 3,000 deep", static s => s.Staggered(static async (c, n) =>
        {
            c.Step("depth", await Deep(c, 3_000));
            await c.Ms(1);
            return n;
        }, 4, 1), Verdict.Deterministic),

        new("21 await chain 60,000 deep", static s => s.Staggered(static async (c, n) =>
        {
            var source = new TaskCompletionSource<int>();
            var task = source.Task;
            for (var i = 0; i < 60_000; i++)
            {
                task = OneMore(task);
            }

            Complete();
            c.Step("depth", await task);
            await c.Ms(1);
            return n;

            async void Complete()
            {
                await c.Ms(1);
                source.SetResult(0);
            }
        }, 1, 1), Verdict.Deterministic) { Note = "the stack ends before the chain: the rest goes by the pool" },

        new("24 completion source, continuations to the pool", static s => s.Overlap(static async (c, n) =>
        {
            var source = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            Complete();
            var result = await source.Task;
            c.Log("woke");
            await c.Ms(1);
            return result;

            async void Complete()
            {
                await c.Ms(n % 4);
                source.SetResult(n);
                c.Log("set");
            }
        }), Verdict.Deterministic),

        new("25 one task awaited by all", static s =>
        {
            Task<int>? shared = null;
            s.Overlap(async (c, n) =>
            {
                shared ??= Load(c);
                c.Step("loaded", await shared);
                await c.Ms(n % 3);
                return n;
            });

            static async Task<int> Load(LambdaContext c)
            {
                c.Log("loading");
                await c.Ms(9);
                return 42;
            }
        }, Verdict.Deterministic),

        new("66 chain of completion sources", static s => s.Overlap(static async (c, n) =>
        {
            var links = Enumerable.Range(0, 10).Select(static i => new TaskCompletionSource<int>(i % 2 == 0 ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously)).ToList();
            var chain = links.Zip(links.Skip(1)).Select(async pair =>
            {
                var value = await pair.First.Task;
                c.Step("link", value);
                pair.Second.SetResult(value + 1);
            }).ToList();
            await c.Ms(n % 3);
            links[0].SetResult(0);
            await Task.WhenAll(chain);
            return await links[^1].Task;
        }, 6), Verdict.Deterministic),

        new("68 a value task source of one's own", static s => s.Overlap(static async (c, n) =>
        {
            var bell = new Bell();
            var ring = Ring();
            for (var i = 0; i < 3; i++)
            {
                c.Step("rang", await bell.WaitAsync());
            }

            await ring;
            return n;

            async Task Ring()
            {
                for (var i = 0; i < 3; i++)
                {
                    await c.Ms(n % 3);
                    bell.Ring(i);
                }
            }
        }, 8), Verdict.Deterministic),
    ];

    private static async Task<int> Deep(LambdaContext c, int more)
    {
        if (more == 0)
        {
            await c.Ms(1);
            return 0;
        }

        return 1 + await Deep(c, more - 1);
    }

    private static async Task<int> OneMore(Task<int> task) => 1 + await task;

    private sealed class Bell : IValueTaskSource<int>
    {
        private ManualResetValueTaskSourceCore<int> _core = new() { RunContinuationsAsynchronously = true };
        private readonly Queue<int> _rings = new();
        private bool _waiting;

        public ValueTask<int> WaitAsync()
        {
            if (_rings.TryDequeue(out var ring))
            {
                return new(ring);
            }

            _core.Reset();
            _waiting = true;
            return new(this, _core.Version);
        }

        public void Ring(int number)
        {
            if (_waiting)
            {
                _waiting = false;
                _core.SetResult(number);
            }
            else
            {
                _rings.Enqueue(number);
            }
        }

        public int GetResult(short token) => _core.GetResult(token);

        public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) => _core.OnCompleted(continuation, state, token, flags);
    }
}
