using System.Text.Json.Serialization;
using LambdaSim.Units;

namespace LambdaSim.Tests.Simulations;

/// <summary>Answers of the real world: recorded once, replayed without it.</summary>
public sealed partial class ExternalAnswersTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private int _asked;

    public void Dispose() => File.Delete(_file);

    public sealed record Rate(string Currency, decimal Value);

    [JsonSerializable(typeof(Rate))]
    internal sealed partial class RateJson : JsonSerializerContext;

    [Fact]
    public void A_replay_answers_as_the_real_thing_did_without_asking_it()
    {
        var recorded = Run(ExternalAnswers.Record(_file));
        var asked = _asked;
        var replayed = Run(ExternalAnswers.Replay(_file));

        Assert.Equal(["EUR 1.1", "TimeoutException late", "CHF 3.1"], recorded.Said);
        Assert.Equal(recorded.Said, replayed.Said);
        Assert.Equal(recorded.Fingerprint, replayed.Fingerprint);
        Assert.Equal(3, asked);
        Assert.Equal(3, _asked);
        Assert.Equal(
            """
            {"key":"rates#1","value":{"Currency":"EUR","Value":1.1}}
            {"key":"rates#2","failure":"System.TimeoutException, System.Private.CoreLib","message":"late"}
            {"key":"rates#3","value":{"Currency":"CHF","Value":3.1}}

            """,
            File.ReadAllText(_file));
    }

    [Fact]
    public void Record_once_asks_the_real_thing_only_while_there_is_no_file()
    {
        var first = Run(ExternalAnswers.RecordOnce(_file));
        var second = Run(ExternalAnswers.RecordOnce(_file));

        Assert.Equal(first.Fingerprint, second.Fingerprint);
        Assert.Equal(3, _asked);
    }

    [Fact]
    public void A_serializer_context_writes_the_same_file_and_gives_failures_as_they_were_named()
    {
        Run(ExternalAnswers.Record(_file));
        var byReflection = File.ReadAllText(_file);
        _asked = 0;
        var recorded = Run(ExternalAnswers.Record(_file, RateJson.Default));
        var replayed = Run(ExternalAnswers.Replay(_file, RateJson.Default));

        Assert.Equal(byReflection, File.ReadAllText(_file));
        Assert.Equal("TimeoutException late", recorded.Said[1]);
        Assert.Equal("ExternalAnswerException TimeoutException: late", replayed.Said[1]);
    }

    [Fact]
    public void Work_without_a_result_is_recorded_too()
    {
        var done = 0;
        foreach (var answers in (ExternalAnswers[])[ExternalAnswers.Record(_file, RateJson.Default), ExternalAnswers.Replay(_file, RateJson.Default)])
        {
            using var simulation = new Simulation(new SimulationOptions { ExternalAnswers = answers });
            simulation.AddFunction("f", async (LambdaContext c) => await c.External(() =>
            {
                done++;
                return Task.CompletedTask;
            }, 5.Milliseconds, "save")).Invoke().ThrowIfError();
        }

        Assert.Equal(1, done);
    }

    [Fact]
    public void An_answer_that_the_recording_lacks_ends_the_run_even_when_the_handler_catches_everything()
    {
        File.WriteAllText(_file, """{"key":"rates#1","value":{"Currency":"EUR","Value":1}}""");

        var error = Assert.Throws<ExternalWorkException>(() => Run(ExternalAnswers.Replay(_file)));

        Assert.Contains($"the recording '{_file}' has no answer for external work 'rates#2' (it has 1 answers); record it again", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_of_another_type_ends_the_run()
    {
        File.WriteAllText(_file, """{"key":"rates#1","value":[1,2]}""");

        var error = Assert.Throws<ExternalWorkException>(() => Run(ExternalAnswers.Replay(_file)));

        Assert.Contains("the recorded answer 'rates#1'", error.Message, StringComparison.Ordinal);
        Assert.Contains("is no Rate", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_nobody_asked_for_are_listed()
    {
        File.WriteAllText(_file, """{"key":"old#1","value":1}""");

        using var simulation = new Simulation(new SimulationOptions { ExternalAnswers = ExternalAnswers.Replay(_file) });

        Assert.Contains($"external answers: 1 of 1 in '{_file}' were not asked for: old#1", simulation.Unsimulated);
    }

    [Theory]
    [InlineData("[]", "line 1 is no recorded answer")]
    [InlineData("{\"key\":\"a#1\",\"value\":1}\nnothing", "line 2 is no recorded answer")]
    [InlineData("{\"key\":\"a#1\"}", "line 1 is no recorded answer")]
    [InlineData("{\"key\":\"a#1\",\"value\":1}\n{\"key\":\"a#1\",\"value\":2}", "line 2: a second answer for 'a#1'")]
    public void A_file_that_is_no_recording_is_refused_when_the_simulation_is_made(string text, string message)
    {
        File.WriteAllText(_file, text);

        var error = Assert.Throws<SimulationConfigException>(() => new Simulation(new SimulationOptions { ExternalAnswers = ExternalAnswers.Replay(_file) }));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recording_that_is_not_there_is_refused_when_the_simulation_is_made() =>
        Assert.Contains("cannot be read", Assert.Throws<SimulationConfigException>(() => new Simulation(new SimulationOptions { ExternalAnswers = ExternalAnswers.Replay(_file) })).Message, StringComparison.Ordinal);

    private (List<string> Said, string Fingerprint) Run(ExternalAnswers answers)
    {
        using var simulation = new Simulation(new SimulationOptions { ExternalAnswers = answers });
        List<string> said = [];
        var convert = simulation.AddFunction("convert", async (string currency, LambdaContext context) =>
        {
            try
            {
                var rate = await context.External(() => Ask(currency), 80.Milliseconds, "rates");
                said.Add(FormattableString.Invariant($"{rate.Currency} {rate.Value}"));
            }
            catch (Exception e)
            {
                said.Add($"{e.GetType().Name} {e.Message}");
            }
        });
        foreach (var currency in (string[])["EUR", "GBP", "CHF"])
        {
            convert.Invoke(currency);
        }

        return (said, simulation.Fingerprint);
    }

    private async Task<Rate> Ask(string currency)
    {
        await Task.Yield();
        _asked++;
        return currency == "GBP" ? throw new TimeoutException("late") : new Rate(currency, _asked + 0.1m);
    }
}
