using LambdaSim.Cli;
using LambdaSim.Cli.Output;

namespace LambdaSim.Tests.Cli;

public sealed class OutputTests
{
    [Fact]
    public void Progress_shows_share_rate_and_time_left_and_goes_away()
    {
        var now = TimeSpan.Zero;
        using var error = new StringWriter();
        var terminal = new Terminal { Out = TextWriter.Null, Error = error, ErrorIsTerminal = true, Elapsed = () => now };
        using var progress = new ProgressLine(terminal, "run 1/2");

        now = TimeSpan.FromSeconds(10);
        for (var i = 0; i < 64; i++)
        {
            progress.Show(new ReplayProgress(2_000_000, Duration.FromHours(25), 0.25));
        }

        Assert.Equal("\rrun 1/2  [######..................] 25 %  2 M arrivals, 200 k/s, 1d 1:00:00 simulated, 0:00:30 left", error.ToString());
        progress.Clear();
        Assert.EndsWith("\r", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 10)]
    [InlineData(true, 0.5)]
    public void Progress_is_for_terminals_and_long_work_only(bool isTerminal, double seconds)
    {
        var now = TimeSpan.Zero;
        using var error = new StringWriter();
        using var progress = new ProgressLine(new Terminal { Out = TextWriter.Null, Error = error, ErrorIsTerminal = isTerminal, Elapsed = () => now });

        now = TimeSpan.FromSeconds(seconds);
        for (var i = 0; i < 640; i++)
        {
            progress.Show(new ReplayProgress(1, Duration.Zero, null));
        }

        Assert.Equal(string.Empty, error.ToString());
    }

    [Fact]
    public void A_terminal_gets_drawn_tables()
    {
        using var output = new StringWriter();
        TextTable.Write(new Terminal { Out = output, Error = TextWriter.Null, OutIsTerminal = true }, [new TextTable("Title", ["", "x"], [["a", "1"]])]);

        Assert.Contains("╭", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_tables_line_figures_up_on_the_right_and_words_on_the_left()
    {
        using var output = new StringWriter();
        TextTable.Write(
            new Terminal { Out = output, Error = TextWriter.Null },
            [new TextTable("T", ["", "n", "word"], [["a", "1", "x"], ["bb", "1,000", "yyyyy"]]), new TextTable("U", null, [["a sentence that is long"]])]);

        Assert.Equal("T\n          n  word\n  a       1  x\n  bb  1,000  yyyyy\n\nU\n  a sentence that is long\n", output.ToString());
    }

    [Fact]
    public void An_interval_is_Students()
    {
        // 1 to 10: standard deviation 3.0277, t(9) = 2.262, half width 2.262 x 3.0277 / sqrt(10).
        var interval = ConfidenceInterval.Of([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);

        Assert.Equal(5.5, interval.Mean);
        Assert.Equal(2.1657, interval.HalfWidth!.Value, 0.0005);
        Assert.True(interval.DiffersFromZero);
    }

    [Fact]
    public void The_quantile_goes_on_smoothly_beyond_the_table()
    {
        // t(99) is 1.9842; of a hundred values 0 and 1 in turn the standard deviation is 0.502519.
        var interval = ConfidenceInterval.Of([.. Enumerable.Range(0, 100).Select(static i => (double)(i % 2))]);

        Assert.Equal(1.9842 * 0.0502519, interval.HalfWidth!.Value, 0.0001);
    }

    [Fact]
    public void Equal_values_have_no_spread_and_one_value_has_no_interval()
    {
        Assert.Equal(new ConfidenceInterval(0.1, 0), ConfidenceInterval.Of([0.1, 0.1, 0.1]));
        Assert.Equal(new ConfidenceInterval(3, null), ConfidenceInterval.Of([3]));
    }
}
