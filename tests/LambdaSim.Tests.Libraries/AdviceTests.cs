namespace LambdaSim.Tests.Libraries;

/// <summary>What is said of a library that blocks.</summary>
public class AdviceTests
{
    [Fact]
    public void A_database_that_waits_for_a_lock_by_sleeping_is_told_about_the_lock_not_about_a_task()
    {
        using var simulation = new Simulation(new() { BlockingPatience = TimeSpan.FromMilliseconds(300) });

        var blocked = Assert.Throws<BlockedException>(() => DatabaseScenarios.Locked(simulation));

        Assert.Contains("System.Threading.Thread.Sleep(Int32 millisecondsTimeout), called by Microsoft.Data.Sqlite.Sqlite", blocked.Message, StringComparison.Ordinal);
        Assert.Contains("end the transaction before the await", blocked.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("await the task", blocked.Message, StringComparison.Ordinal);
    }
}
