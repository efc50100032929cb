using LambdaSim.Tests.Determinism.Async;

namespace LambdaSim.Tests.Simulations;

/// <summary>The process's console is everybody's.</summary>
[Collection(LoadedCollection.Name)]
public class ConsoleOrderTests
{
    [Fact]
    public void Who_kept_the_console_from_before_the_simulation_never_waits_for_who_did_not()
    {
        var original = Console.Out;
        try
        {
            Console.SetOut(new ConsoleStream());
            var kept = Console.Out;
            using var simulation = new Simulation();
            simulation.AddFunction("f", () => 1).Invoke();
            Assert.NotSame(kept, Console.Out);

            Thread[] threads = [new(() => Write(kept)), new(() => Write(Console.Out)), new(() => Write(Console.Out))];
            foreach (var thread in threads)
            {
                thread.IsBackground = true;
                thread.Start();
            }

            Assert.All(threads, static t => Assert.True(t.Join(TimeSpan.FromSeconds(60))));
        }
        finally
        {
            Console.SetOut(original);
        }
    }

    private static void Write(TextWriter writer)
    {
        for (var i = 0; i < 5_000; i++)
        {
            writer.Write("x");
        }
    }

    // As .NET's own on Unix: it writes under the lock of whatever stands as Console.Out.
    private sealed class ConsoleStream : TextWriter
    {
        public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;

        public override void Write(string? value)
        {
            Thread.Yield();
            lock (Console.Out)
            {
                Thread.Yield();
            }
        }

        public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());
    }
}
