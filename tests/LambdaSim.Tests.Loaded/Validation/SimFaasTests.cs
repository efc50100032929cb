namespace LambdaSim.Tests.Validation;

/// <summary>
/// Published outputs of SimFaaS. Each is one run (or the mean of a thousand short ones) whose error is not given: it is taken to
/// scatter like a run here, and three standard errors of the difference are allowed.
/// </summary>
public class SimFaasTests
{
    public static TheoryData<string> Figures => [.. SimFaasTable.Steady.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Figures))]
    public void A_million_seconds_give_the_published_figure(string name)
    {
        var figure = SimFaasTable.Steady.Single(f => f.Name == name);
        var ours = Sample.Of(SimFaasRuns.Long, figure.Read);

        Assert.NotEmpty(figure.Published);
        Assert.All(figure.Published, ours.AgreesWithOneRun);
        if (figure.Reference is var (value, error))
        {
            ours.Agrees(value, error);
        }
    }

    [Fact]
    public void From_nothing_to_a_limit_of_a_thousand()
    {
        var runs = SimFaasRuns.Full;

        Assert.All(runs, r => Assert.Equal(1_000, r.Cold));
        Sample.Of(runs, r => r.ThrottledShare).AgreesWithOneRun(503_207 / 998_537.0);
        Sample.Of(runs, r => r.MeanEnvironments).AgreesWithOneRun(999.4032);
        Sample.Of(runs, r => r.MeanRunning).AgreesWithOneRun(998.4269);
    }

    [Fact]
    public void From_three_running_and_five_idle_environments()
    {
        var ours = Sample.Of(SimFaasRuns.Short, share => share);

        ours.Agrees(0.00041845, itsError: ours.Deviation / Math.Sqrt(1_000));
        Assert.True(ours.StandardError < 0.05 * ours.Mean);
    }
}
