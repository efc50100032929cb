using System.Net;
using System.Net.Sockets;

namespace LambdaSim.Tests.Determinism.Async;

/// <summary>The real world: real timers, sockets, threads; undeclared and declared.</summary>
internal static class OutsideScenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("36 undeclared real Task.Delay", static s => s.Staggered(static async (c, n) =>
        {
            await Task.Delay(300);
            c.Log("over");
            await c.Ms(1);
            return n;
        }, 4, 1), Verdict.Refused<OutsideWorkException>()),

        new("37 a real delay against a virtual one", static s => s.Staggered(static async (c, n) =>
        {
            var real = Task.Delay(2);
            var first = await Task.WhenAny(real, c.Ms(500));
            c.Log(first == real ? "real first" : "virtual first");
            return n;
        }, 4, 1), Verdict.NotReproducible<OutsideWorkException>()) { Note = "who is first depends on the machine" },

        new("38 Thread.Sleep", static s => s.Staggered(static (c, n) =>
        {
            Thread.Sleep(2);
            c.Log("slept");
            return Task.FromResult(n);
        }, 4, 1), Verdict.Deterministic) { Note = "costs real and no virtual time" },

        new("39 a raw thread", static s => s.Overlap(static async (c, n) =>
        {
            var source = new TaskCompletionSource<int>();
            new Thread(() =>
            {
                Thread.Sleep(100);
                source.SetResult(n);
            })
            { IsBackground = true }.Start();
            var result = await source.Task;
            c.Log("joined");
            return result;
        }, 4), Verdict.Refused<OutsideWorkException>()),

        new("43 undeclared loopback sockets", static s => s.Staggered(static async (c, n) =>
        {
            c.Step("read", await Loopback());
            return n;
        }, 3, 2), Verdict.Refused<OutsideWorkException>()),

        new("46 five declared real delays, overlapping", static s => s.Staggered(static async (c, n) =>
        {
            var result = await c.External(async () =>
            {
                await Task.Delay((n % 3) + 1);
                return n;
            });
            c.Step("external", result);
            await c.Ms(1);
            return result;
        }, 5, static i => i / 2), Verdict.Deterministic),

        new("47 declared loopback sockets", static s => s.Staggered(static async (c, n) =>
        {
            c.Step("read", await c.External(Loopback));
            await c.Ms(n);
            return n;
        }, 3, 0), Verdict.Deterministic),

        new("48 declared work races a virtual timer", static s => s.Staggered(static async (c, n) =>
        {
            Task real = c.External(async () =>
            {
                await Task.Delay(2);
                return 1;
            });
            var first = await Task.WhenAny(real, c.Ms(n));
            c.Log(first == real ? "real first" : "virtual first");
            return n;
        }, 4, 1), Verdict.Deterministic),

        new("91 declared work that takes virtual time", static s => s.Overlap(static async (c, n) =>
        {
            var work = c.External(static () => Task.FromResult(7), Duration.FromMilliseconds(4));
            await c.Ms(n % 6);
            c.Step("answer", await work);
            return n;
        }), Verdict.Deterministic),

        new("92 declared work that fails", static s => s.Overlap(static async (c, n) =>
        {
            try
            {
                await c.External(static async () =>
                {
                    await Task.Delay(1);
                    throw new HttpRequestException("refused");
                }, Duration.FromMilliseconds(1));
            }
            catch (HttpRequestException e)
            {
                c.Log("failed: " + e.Message);
            }

            return n;
        }, 6), Verdict.Deterministic),

        new("93 several pieces of declared work at once", static s => s.Overlap(static async (c, n) =>
        {
            var pieces = Enumerable.Range(0, 4).Select(async i =>
            {
                var answer = await c.External(async () =>
                {
                    await Task.Delay((4 - i) % 3);
                    return i;
                }, Duration.FromMilliseconds(i % 2));
                c.Step("piece", answer);
            });
            await Task.WhenAll(pieces);
            return n;
        }, 4), Verdict.Deterministic),

        new("94 declared work of a timed-out call", static s => s.Staggered(static async (c, n) =>
        {
            c.Step("answer", await c.External(static () => Task.FromResult(1), Duration.FromMilliseconds(n % 2 == 0 ? 500 : 5_000)));
            return n;
        }, 4, static i => i * 400, static f => f with { Timeout = Duration.FromSeconds(1) }, mayFail: true), Verdict.Deterministic),

        new("95 declared work never ends", static s => s.Staggered(static async (c, n) =>
        {
            await c.External(static () => new TaskCompletionSource<int>().Task);
            return n;
        }, 1, 0), Verdict.Refused<ExternalWorkException>()) { Options = new() { ExternalPatience = TimeSpan.FromMilliseconds(100) }, Note = "after `ExternalPatience`" },

        new("96 accepted real delay", static s => s.Staggered(static async (c, n) =>
        {
            await Task.Delay(2);
            c.Log("over");
            await c.Ms(1);
            return n;
        }, 3, static i => i, mayFail: true), Verdict.NotReproducible<OutsideWorkException>()) { Options = new() { OutsideWork = OutsideWork.Accept }, Note = "`OutsideWork.Accept`: let in when nothing else is ready" },

        new("97 declared work on the pool", static s => s.Overlap(static async (c, n) =>
        {
            var result = await c.External(static () => Task.Run(static () => Task.Run(Stage.Crunch).Result));
            await Task.Yield();
            c.Log("crunched");
            return result & n;
        }, 6), Verdict.Deterministic),

        new("98 System.Threading.Timer", static s => s.Staggered(static async (c, n) =>
        {
            var source = new TaskCompletionSource();
            await using var timer = new Timer(_ => source.TrySetResult(), null, 300, Timeout.Infinite);
            await source.Task;
            c.Log("rang");
            return n;
        }, 2, 1), Verdict.Refused<OutsideWorkException>()) { Note = "use `context.Time.CreateTimer`" },

        new("99 real delay in the body of Run", static s => s.Run(static async () => await Task.Delay(300)), Verdict.Refused<OutsideWorkException>()) { Note = "use `simulation.Delay`" },
    ];

    private static async Task<int> Loopback()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var server = Serve();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, ((IPEndPoint)listener.LocalEndpoint).Port);
        var read = await client.GetStream().ReadAtLeastAsync(new byte[4], 4);
        await server;
        return read;

        async Task Serve()
        {
            using var accepted = await listener.AcceptTcpClientAsync();
            await accepted.GetStream().WriteAsync(new byte[4]);
        }
    }
}
