using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Tests.Async;

/// <summary>How long a burst of events takes to be absorbed, by the year whose quotas hold.</summary>
public class BurstTests
{
    [Theory]
    [InlineData("current", 1_000, 63)]
    [InlineData("legacy2025", 1_000, 63)]
    [InlineData("legacy2023", 3_000, 127)]
    [InlineData("legacy2023-1000", 1_000, 511)]
    [InlineData("legacy2023-500", 500, 1_111)]
    [InlineData("2020-05-05 ap-northeast-1", 1_000, 511)]
    [Pins("ASY-BURST", "ADM-SCALING", "ADM-SCALING-LEGACY")]
    public void Four_thousand_events_that_run_for_a_quarter_of_an_hour(string quotas, int atOnce, int lastSecond)
    {
        var run = new World().With(c => c with { Account = new AccountConfig { ConcurrencyLimit = 10_000, Quotas = QuotaProfile.Parse(quotas)!, LimitRequestRate = false } })
            .Send("f", 0, 900_000, 4_000).Run();

        var starts = run.Log.Where(e => e.Kind == EventKind.Dispatched).Select(e => e.Time).ToList();
        Assert.Equal(4_000, starts.Count);
        Assert.Equal((atOnce, lastSecond), (starts.Count(t => t == 0), (int)(starts.Max() / 1_000_000_000)));
    }
}
