using LambdaSim.Workloads;

namespace LambdaSim.Tests.Workloads;

public sealed class BlockReaderTests
{
    [Fact(Timeout = 60_000)]
    public async Task Looking_far_ahead_of_each_small_step_moves_few_bytes()
    {
        const int Ahead = 1 << 20, Step = 16, Size = 8 << 20;
        var bytes = await Task.Run(
            static () =>
            {
                using var reader = new BlockReader(TraceInput.Of("trace", new byte[Size]), 4096);
                var seen = 0;
                while (reader.Peek(Ahead).Length > 0)
                {
                    reader.Skip(Step);
                    seen += Step;
                }

                return seen;
            },
            TestContext.Current.CancellationToken);

        Assert.Equal(Size, bytes);
    }
}
