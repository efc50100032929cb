using System.Buffers.Text;
using System.Globalization;
using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Runtime;

namespace LambdaSim.Tests.Determinism.Async;

/// <summary>A handler of the scenarios: a number in, a number out.</summary>
internal delegate Task<int> Act(LambdaContext context, int number);

/// <summary>How scenarios are written: functions of numbers, overlapping calls, steps in the log.</summary>
internal static class Stage
{
    public static Function On(this Simulation simulation, string name, Act act, Func<FunctionConfig, FunctionConfig>? configure = null) =>
        simulation.Add(name, new Code(act), configure);

    /// <summary>Adds "f" and calls it at overlapping times, ties included.</summary>
    public static void Overlap(this Simulation simulation, Act act, int calls = 12) => simulation.Staggered(act, calls, static i => i % 4 * 1.5);

    /// <summary>Adds "f" and calls it some milliseconds apart.</summary>
    public static void Staggered(this Simulation simulation, Act act, int calls, double apart) => simulation.Staggered(act, calls, i => i * apart);

    /// <summary>Adds "f" and calls it, each call at its millisecond; all must succeed unless told otherwise.</summary>
    public static void Staggered(this Simulation simulation, Act act, int calls, Func<int, double> at, Func<FunctionConfig, FunctionConfig>? configure = null, bool mayFail = false)
    {
        var f = simulation.On("f", act, configure);
        simulation.Run(async () =>
        {
            var results = await Task.WhenAll(Enumerable.Range(0, calls).Select(async i =>
            {
                await simulation.Delay(Duration.FromMilliseconds(at(i)));
                return await f.CallAsync(i);
            }));
            if (!mayFail)
            {
                Assert.All(results, static r => Assert.True(r.Succeeded, r.ToString()));
            }
        });
    }

    public static Task<InvokeResult> CallAsync(this Function function, int number) => function.InvokeRawAsync(Json(number));

    /// <summary>Calls another function from inside a handler.</summary>
    public static async Task<int> Ask(this LambdaContext context, string function, int number) =>
        Number((await context.Client.InvokeRawAsync(function, Json(number))).ThrowIfError().Payload);

    public static ReadOnlyMemory<byte> Json(int number) => Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture));

    public static void Step(this LambdaContext context, string what, long number) => context.Log(what + " " + number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Virtual milliseconds, by the pooled delay.</summary>
    public static async Task Ms(this LambdaContext context, double milliseconds) => await context.Delay(Duration.FromMilliseconds(milliseconds));

    /// <summary>Virtual milliseconds, by the framework's own delay.</summary>
    public static Task TaskMs(this LambdaContext context, double milliseconds, CancellationToken cancellation = default) =>
        Task.Delay(TimeSpan.FromMilliseconds(milliseconds), context.Time, cancellation);

    /// <summary>Some CPU work whose result nobody can optimise away.</summary>
    public static int Crunch()
    {
        var x = 1;
        for (var i = 0; i < 20_000; i++)
        {
            x = unchecked((x * 31) + i);
        }

        return x | 1;
    }

    /// <summary>What libraries do: no captured context, and the user's code called back.</summary>
    public static async Task<T> Library<T>(Func<Task<T>> callback) => await callback().ConfigureAwait(false);

    private static int Number(ReadOnlyMemory<byte> payload) => Utf8Parser.TryParse(payload.Span, out int number, out _) ? number : 0;

    private sealed class Code(Act act) : HandlerCode
    {
        public override string Description => "a scenario";

        public override async ValueTask<ReadOnlyMemory<byte>> Invoke(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload) =>
            Json(await act(context, Number(payload)));
    }
}
