using LambdaSim.Events;
using LambdaSim.Projections;
using Check = LambdaSim.Determinism;

namespace LambdaSim.Tests.Determinism;

/// <summary>What a call answered is in its log, by its hash, from version 2 of the rules on.</summary>
public sealed class AnswerTests
{
    [Fact]
    public void A_handler_that_answers_something_else_each_time_is_found_out_and_both_answers_are_told()
    {
        var difference = Assert.Throws<DeterminismException>(() => Check.Check(static () => Answering(static () => Guid.NewGuid())));

        Assert.Matches(@"^run 1 and run 2 differ at record 4:\n  first: .* Answered at .*, answer [0-9a-f]{16} ""[0-9a-f-]{36}""\n  then:  .* ""[0-9a-f-]{36}""\n", difference.Message);
    }

    [Fact]
    public void An_event_whose_answer_nobody_gets_is_found_out_too() => Assert.Throws<DeterminismException>(() => Check.Check(static () =>
    {
        var simulation = new Simulation();
        simulation.AddFunction("f", static () => Guid.NewGuid()).Send();
        simulation.RunUntilIdle();
        return simulation;
    }));

    [Fact]
    public void A_long_answer_is_told_by_its_beginning()
    {
        var difference = Assert.Throws<DeterminismException>(() => Check.Check(static () => Answering(static () => new string('x', 1_000) + Guid.NewGuid())));

        Assert.Contains($"\"{new string('x', 199)}…\n", difference.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Handlers_that_answer_the_same_pass() => Check.Check(static () => Answering(static () => new { Name = "ada", Numbers = new[] { 1, 2 } }), runs: 3);

    [Fact]
    public void The_hash_is_XXH3_of_the_answer()
    {
        using var simulation = Answering(static () => "ada");

        Assert.Equal(System.IO.Hashing.XxHash3.HashToUInt64("\"ada\""u8), Assert.Single(simulation.Log, static e => e.Kind == EventKind.Answered).AnswerHash);
    }

    [Fact]
    public void Failures_and_modelled_calls_have_no_such_record()
    {
        using var simulation = new Simulation();
        simulation.AddFunction("throws", void () => throw new FormatException()).Invoke();
        simulation.AddFunction("modelled", Duration.FromSeconds(1)).Invoke();

        Assert.DoesNotContain(simulation.Log, static e => e.Kind == EventKind.Answered);
    }

    [Fact]
    public void Under_version_1_answers_are_not_in_the_log()
    {
        using var simulation = Answering(static () => Guid.NewGuid(), LogSemantics.Version1);

        Assert.DoesNotContain(simulation.Log, static e => e.Kind == EventKind.Answered);
        Check.Check(static () => Answering(static () => Guid.NewGuid(), LogSemantics.Version1));
    }

    [Theory]
    [InlineData(1, "65ff82d0f4cd72aa4924c319d18bd72412e2a316622750d930445f0f43326ca7")]
    [InlineData(2, "cb87935b29c585cd0c9f2c993f7e31fd7ff4d0c28da0a04b4caa3e649b8df2dc")]
    public void The_fingerprint_of_a_run_of_code_never_changes_within_a_version(int version, string expected)
    {
        using var simulation = Answering(static () => "ada", LogSemantics.Find(version));

        Assert.Equal(expected, simulation.Fingerprint);
    }

    [Fact]
    public void With_the_log_off_an_observer_sees_answers_all_the_same()
    {
        var seen = new EventLog(1);
        using var simulation = new Simulation(new SimulationOptions { Log = EventLogLevel.Off, Observers = [seen] });
        simulation.AddFunction("f", static () => 1).Invoke();
        simulation.End();

        Assert.Single(seen, static e => e.Kind == EventKind.Answered);
    }

    [Fact]
    public void An_explanation_does_not_tell_the_hash()
    {
        using var simulation = Answering(static () => "ada");

        Assert.DoesNotContain("Answered", Explanation.Of(simulation.Log, "0", simulation.Options.World.Start).ToString(), StringComparison.Ordinal);
    }

    private static Simulation Answering<T>(Func<T> handler, LogSemantics? semantics = null)
    {
        var simulation = new Simulation(new SimulationOptions { Seed = 5, Semantics = semantics ?? LogSemantics.Current });
        simulation.AddFunction("f", handler).Invoke();
        return simulation;
    }
}
