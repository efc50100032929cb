using System.Collections.Concurrent;
using System.Globalization;

namespace LambdaSim.Tests.Conservation;

/// <summary>
/// Conservation, tried in many small worlds made at random: nothing that was accepted is without a fate or has two, groups of FIFO queues keep their order, and
/// no message is visible to two pollers at once. 2,000 worlds after each change, 10,000 in CI; <c>LAMBDASIM_WORLDS=1000000</c> tries so many, <c>LAMBDASIM_WORLDS=17-17</c> the one that failed.
/// </summary>
public sealed class ConservationTests
{
    private const string Variable = "LAMBDASIM_WORLDS";
    private const long Usual = 2_000;

    // So many worlds do everything that worlds can do; CI tries them.
    private const long Complete = 10_000;

    // So many tell enough.
    private const int Enough = 5;

    [Fact]
    public void Nothing_is_lost_or_doubled_in_worlds_made_at_random()
    {
        var (first, last) = Asked();
        var faults = new ConcurrentBag<string>();
        var tally = new ConservationTally();

        // Threads of their own: what a world abandons at its end is told on the thread pool, which worlds would fill.
        var next = first - 1;
        var threads = Enumerable.Range(0, 2 * System.Environment.ProcessorCount).Select(_ => new Thread(Work) { IsBackground = true }).ToList();
        threads.ForEach(static t => t.Start());
        threads.ForEach(static t => t.Join());

        Assert.Empty(faults.Order(StringComparer.Ordinal));

        // What no world does is not tried.
        Assert.True(last - first < Complete - 1 || tally.Missing.Count == 0, $"no world had {string.Join(", ", tally.Missing)}; {tally}");

        void Work()
        {
            while (faults.Count < Enough && Interlocked.Increment(ref next) is var seed && seed <= last)
            {
                if (ConservationWorld.Play((ulong)seed, tally) is { } fault)
                {
                    faults.Add(FormattableString.Invariant($"world {seed} ({Variable}={seed}-{seed}): {fault}"));
                }
            }
        }
    }

    private static (long First, long Last) Asked() => System.Environment.GetEnvironmentVariable(Variable)?.Split('-') switch
    {
        [{ Length: > 0 } count] => (1, long.Parse(count, CultureInfo.InvariantCulture)),
        [var from, var to] => (long.Parse(from, CultureInfo.InvariantCulture), long.Parse(to, CultureInfo.InvariantCulture)),
        _ => (1, Usual),
    };
}
