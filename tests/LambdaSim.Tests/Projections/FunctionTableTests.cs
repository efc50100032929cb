using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Projections;

namespace LambdaSim.Tests.Projections;

public sealed class FunctionTableTests
{
    [Fact]
    public void Each_function_has_its_own_figures()
    {
        var log = new HandMadeLog();
        var a = log.Function("a", FunctionConfig.Default with { MemoryMb = 1_024 });
        var b = log.Function("b");
        var first = log.Arrive(0, a);
        var environment = log.Cold(0, a, first, initMs: 400);
        log.Complete(700, first);
        var second = log.Arrive(1_000, a);
        log.Warm(1_000, environment, second);
        log.Complete(1_100, second, Outcome.TimedOut);
        log.End(1_600, environment);
        log.Throttle(20, b, log.Arrive(20, b), ThrottleCause.AccountConcurrency);
        log.Drop(30, b, log.Arrive(30, b), DropCause.EventAgeExceeded);

        var rows = log.Into(new FunctionTable(), 2_000).ToRows();

        Assert.Equal(["a", "b"], rows.Select(row => row.Function.Name));
        Assert.Equal((2L, 2L, 1L, 0L, 0L, 1L), (rows[0].Arrivals, rows[0].Invocations, rows[0].ColdStarts, rows[0].Throttles, rows[0].Errors, rows[0].Timeouts));
        Assert.Equal((2L, 0L, 1L, 1L), (rows[1].Arrivals, rows[1].Invocations, rows[1].Throttles, rows[1].Dropped));
        Assert.Equal(400 * HandMadeLog.Ms, rows[0].MeanNs);
        Assert.Equal(700 * HandMadeLog.Ms, rows[0].MaxNs);
        Assert.Equal((Int128)(300 + 500) * HandMadeLog.Ms, rows[0].IdleNs);
        Assert.Equal(0.5, rows[0].ColdStartRate);
    }

    [Fact]
    public void Idle_time_ends_with_the_run()
    {
        var log = new HandMadeLog();
        var f = log.Function("f");
        var environment = log.CreateAhead(0, f, CreationCause.Prewarm, initMs: 100);
        log.IdleAtEnd(1_000, environment);

        Assert.Equal((Int128)900 * HandMadeLog.Ms, log.Into(new FunctionTable(), 1_000).ToRows()[0].IdleNs);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8_191)]
    [InlineData(8_192)]
    [InlineData(123_456_789)]
    [InlineData(910_000_000_000)]
    [InlineData(2_199_023_255_551)]
    public void A_latency_is_found_again_within_a_sixteenth(long nanoseconds)
    {
        var histogram = new FunctionTableHistogram();
        histogram.Add(nanoseconds);

        var error = Math.Abs((double)histogram.Quantile(500) - nanoseconds);

        Assert.True(error <= Math.Max(512, nanoseconds / 16.0), $"{nanoseconds} came back as {histogram.Quantile(500)}");
    }

    [Fact]
    public void Buckets_are_contiguous() =>
        Assert.All(Enumerable.Range(0, 240), index =>
        {
            Assert.Equal(index, FunctionTableHistogram.IndexOf(FunctionTableHistogram.LowerBound(index)));
            Assert.Equal(index, FunctionTableHistogram.IndexOf(FunctionTableHistogram.LowerBound(index + 1) - 1));
        });

    [Fact]
    public void Quantiles_are_nearest_rank()
    {
        var histogram = new FunctionTableHistogram();
        for (var i = 0; i < 100; i++)
        {
            histogram.Add(i < 99 ? 1_000_000 : 64_000_000);
        }

        Assert.InRange(histogram.Quantile(990), 937_500, 1_062_500);
        Assert.InRange(histogram.Quantile(991), 60_000_000, 68_000_000);
    }
}
