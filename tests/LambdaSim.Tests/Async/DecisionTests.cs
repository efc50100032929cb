using LambdaSim.Async;
using LambdaSim.Events;

namespace LambdaSim.Tests.Async;

/// <summary>What follows an attempt: each row of AWS's decision procedure.</summary>
public class DecisionTests
{
    /// <summary>After a function error: attempts that reached the function, retries allowed, age and maximum age in seconds.</summary>
    public static TheoryData<int, int, double, int, string> Errors => new()
    {
        // The schedule.
        { 1, 2, 0.1, 21_600, "again after 60 s" },
        { 2, 2, 60.2, 21_600, "again after 120 s" },
        { 3, 2, 180.3, 21_600, "drop RetriesExhausted" },

        // Fewer retries.
        { 1, 1, 0.1, 21_600, "again after 60 s" },
        { 2, 1, 60.2, 21_600, "drop RetriesExhausted" },
        { 1, 0, 0.1, 21_600, "drop RetriesExhausted" },

        // The age is checked ahead, in whole seconds.
        { 1, 2, 0.1, 60, "drop EventAgeExceeded" },
        { 1, 2, 0, 60, "again after 60 s" },
        { 1, 2, 1.1, 61, "drop EventAgeExceeded" },
        { 1, 2, 0.1, 61, "again after 60 s" },
        { 1, 2, 0.1, 90, "again after 60 s" },
        { 2, 2, 60.2, 90, "drop EventAgeExceeded" },
        { 2, 2, 60.2, 180, "drop EventAgeExceeded" },
        { 2, 2, 60.2, 181, "again after 120 s" },

        // An attempt that runs longer than the age allows is not cut.
        { 1, 2, 900, 600, "drop EventAgeExceeded" },

        // Both: retries first.
        { 1, 0, 900, 600, "drop RetriesExhausted" },
    };

    /// <summary>After a throttle or a system error: whether reserved concurrency is 0, age, wait and maximum age in seconds.</summary>
    public static TheoryData<bool, double, double, int, string> Refusals => new()
    {
        { false, 0, 1, 21_600, "again after 1 s" },
        { false, 15, 16, 60, "again after 16 s" },
        { false, 28, 32, 60, "again after 32 s" },
        { false, 28.5, 32, 60, "drop EventAgeExceeded" },
        { false, 31, 32, 60, "drop EventAgeExceeded" },
        { false, 21_400, 300, 21_600, "drop EventAgeExceeded" },
        { true, 0, 1, 21_600, "drop ZeroReservedConcurrency" },
        { true, 31, 32, 60, "drop ZeroReservedConcurrency" },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    [Pins("ASY-RETRY", "ASY-EXHAUSTED", "ASY-AGE")]
    public void After_a_function_error(int runs, int retries, double age, int maximumAge, string next) =>
        Assert.Equal(next, NextStep.AfterError(runs, retries, Ns(age), Ns(maximumAge)).ToString());

    [Theory]
    [MemberData(nameof(Refusals))]
    [Pins("ASY-BACKOFF", "ASY-ZERO")]
    public void After_a_throttle_or_a_system_error(bool isStopped, double age, double wait, int maximumAge, string next) =>
        Assert.Equal(next, NextStep.AfterRefusal(isStopped, Ns(age), Ns(wait), Ns(maximumAge)).ToString());

    [Fact]
    public void After_success_nothing_follows() => Assert.Equal("done", NextStep.Done.ToString());

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(7, 128)]
    [InlineData(8, 256)]
    [InlineData(9, 300)]
    [InlineData(40, 300)]
    [Pins("ASY-BACKOFF")]
    public void The_wait_doubles_from_one_second_to_five_minutes(int refusals, int seconds) => Assert.Equal(Ns(seconds), Backoff.DelayNs(refusals));

    [Fact]
    [Pins("ASY-ORDER")]
    public void Events_run_in_the_order_in_which_they_are_ready_and_were_accepted()
    {
        // One at a time: the first is refused when the second runs, and its next attempt comes when both are ready again.
        var run = new World().Function("f", new() { ReservedConcurrency = 1 })
            .Call("f", 0, 1_500)
            .Send("f", 0, 100)
            .Send("f", 400, 100)
            .Send("f", 2_500, 100).Run();

        Assert.Equal(
            ["2500 Dispatched f/3 age 0", "3000 Dispatched f/1 age 3000", "3400 Dispatched f/2 age 3000"],
            run.Rows(EventKind.Dispatched));
    }

    private static long Ns(double seconds) => (long)(seconds * 1_000_000_000);
}
