using LambdaSim.Configuration;
using LambdaSim.Handlers.StandIns;

namespace LambdaSim.Tests.StandIns;

/// <summary>What the built-in behaviours do (rules CTL-STAND-IN, INV-ERROR-RUNTIMES, CTL-NO-HANDLER).</summary>
public class BehaviorTests
{
    [Theory]
    [InlineData("echo", """{ "a" : [1] }""", """{ "a" : [1] }""")]
    [InlineData("nothing", "1", "null")]
    [InlineData("constant:{\"a\":null}", "1", "{\"a\":null}")]
    [InlineData("constant:\"\"", "1", "\"\"")]
    [InlineData("failIf:bad", """{"good":1}""", """{"good":1}""")]
    [InlineData("wait", "{}", "null")]
    [InlineData("initType", "{}", "\"on-demand\"")]
    [InlineData("counter", "{}", """{"counter":0}""")]
    [InlineData("handlerName", "{}", """{"handler":"handle"}""")]
    [InlineData("size", """{"bytenum":3}""", "\"aaa\"")]
    [InlineData("version:v1", "{}", """{"version_id":"v1","invoked_arn":"arn:aws:lambda:us-east-1:123456789012:function:f","version_from_ctx":"$LATEST"}""")]
    [Pins("CTL-STAND-IN")]
    public void Behaviours_that_answer_at_once(string behaviour, string payload, string answer) => Assert.Equal(answer, StandInSamples.AnswerOf(behaviour, payload));

    [Fact]
    public void Integration_answers_with_event_and_context_and_logs_two_lines()
    {
        using var simulation = new Simulation();
        var f = simulation.AddStandIn("integration");

        var result = f.InvokeText("""{"foo":"bar"}""", new InvokeOptions { ClientContext = """{"custom":{"k":"v"}}""", LogTail = true });

        Assert.StartsWith(
            $$"""{"event":{"foo":"bar"},"context":{"invoked_function_arn":"arn:aws:lambda:us-east-1:123456789012:function:f","function_version":"$LATEST","function_name":"f","memory_limit_in_mb":"128","aws_request_id":"{{result.RequestId}}","log_group_name":"/aws/lambda/f","log_stream_name":"20""",
            result.PayloadText,
            StringComparison.Ordinal);
        Assert.EndsWith(""","client_context":{"custom":{"k":"v"}}}}""", result.PayloadText, StringComparison.Ordinal);
        Assert.Contains("Lambda log message - print function\n[INFO]\t", result.LogTail, StringComparison.Ordinal);
        Assert.Contains($"Z\t{result.RequestId}\tLambda log message - logging module\n", result.LogTail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("python3.12", """{"errorMessage":"no","errorType":"Exception","requestId":"ID","stackTrace":[]}""")]
    [InlineData("python3.8", """{"errorMessage":"no","errorType":"Exception","stackTrace":[]}""")]
    [InlineData("nodejs22.x", """{"errorType":"Error","errorMessage":"no","trace":["Error: no"]}""")]
    [InlineData("java21", """{"errorMessage":"no","errorType":"java.lang.RuntimeException","stackTrace":[]}""")]
    [InlineData("dotnet8", "{\n  \"errorType\": \"Exception\",\n  \"errorMessage\": \"no\",\n  \"stackTrace\": []\n}")]
    [InlineData("provided.al2023", """{"errorType":"Exception","errorMessage":"no","stackTrace":[]}""")]
    [Pins("INV-ERROR-RUNTIMES")]
    public void A_failure_has_the_document_of_its_runtime(string runtime, string document)
    {
        using var simulation = new Simulation();

        var result = simulation.AddStandIn("fail:no", settings: StandInSamples.Settings(runtime)).Invoke();

        Assert.Equal((Outcome.Failed, "Unhandled", "no"), (result.Outcome, result.FunctionErrorKind, result.Error!.Message));
        Assert.Equal(document.Replace("ID", result.RequestId, StringComparison.Ordinal), result.PayloadText);
    }

    [Fact]
    public void A_failure_says_what_its_params_say()
    {
        using var simulation = new Simulation();
        var f = simulation.AddStandIn("""{"standIn":1,"behavior":"failIf","params":{"key":"raise_error","errorType":"KeyError","errorMessage":"'é'","stackTrace":["line 1"]}}""");

        var result = f.InvokeText("""{"raise_error":null}""");

        Assert.Equal($$"""{"errorMessage":"'é'","errorType":"KeyError","requestId":"{{result.RequestId}}","stackTrace":["line 1"]}""", result.PayloadText);
        Assert.True(f.InvokeText("""["raise_error"]""").Succeeded);
    }

    [Fact]
    public void A_failure_in_the_init_phase_has_no_request()
    {
        using var simulation = new Simulation();

        var result = simulation.AddStandIn("""{"standIn":1,"behavior":"fail","params":{"errorMessage":"no"},"init":true}""").Invoke();

        Assert.Equal("""{"errorMessage":"no","errorType":"Exception","requestId":"","stackTrace":[]}""", result.PayloadText);
    }

    [Fact]
    public void Wait_takes_the_seconds_of_its_event_else_those_of_its_params()
    {
        using var simulation = new Simulation();
        var f = simulation.AddStandIn("wait:0.25");

        Assert.Equal(Duration.FromMilliseconds(250), f.Invoke().Duration);
        Assert.Equal(Duration.FromMilliseconds(1500), f.InvokeText("""{"wait":1.5}""").Duration);
    }

    [Fact]
    public void Wait_waits_into_the_timeout() => Assert.EndsWith("Task timed out after 3.00 seconds\"}", StandInSamples.AnswerOf("wait", """{"wait":4}"""), StringComparison.Ordinal);

    [Fact]
    public void Wait_waits_in_the_init_phase_too()
    {
        using var simulation = new Simulation();

        var result = simulation.AddStandIn("""{"standIn":1,"behavior":"wait","params":{"wait":2},"init":true}""").InvokeText("""{"wait":0}""");

        Assert.InRange(result.InitDuration, Duration.FromSeconds(2), Duration.FromSeconds(3));
        Assert.Equal(Duration.Zero, result.Duration);
    }

    [Theory]
    [InlineData("wait", """{"wait":"2"}""", "wait needs an event whose")]
    [InlineData("wait", """{"wait":1e99}""", "wait needs an event whose")]
    [InlineData("size", """{"bytenum":-1}""", "size needs an event whose")]
    [InlineData("size", "[]", "size needs an event whose")]
    public void An_event_that_a_behaviour_can_do_nothing_with_says_what_it_needs(string behaviour, string payload, string message) =>
        Assert.StartsWith($$"""{"errorType":"LambdaSim.BadEvent","errorMessage":"{{message}}""", StandInSamples.AnswerOf(behaviour, payload), StringComparison.Ordinal);

    [Theory]
    [InlineData(6_291_555)]
    [InlineData(9_000_000_000_000_000_000)]
    public void Size_beyond_the_limit_is_too_large_and_no_larger(long letters) =>
        Assert.Contains("Function.ResponseSizeTooLarge", StandInSamples.AnswerOf("size", FormattableString.Invariant($$"""{"bytenum":{{letters}}}""")), StringComparison.Ordinal);

    [Fact]
    public void Size_has_room_for_its_quotes() => Assert.Equal(6_291_556, StandInSamples.AnswerOf("size", """{"bytenum":6291554}""").Length);

    [Fact]
    public void An_exit_ends_the_process_whether_in_a_call_or_in_the_init_phase()
    {
        Assert.EndsWith("Error: Runtime exited without providing a reason\"}", StandInSamples.AnswerOf("exit"), StringComparison.Ordinal);
        Assert.EndsWith("Error: Runtime exited with error: exit status 127\"}", StandInSamples.AnswerOf("""{"standIn":1,"behavior":"exit","params":{"code":127},"init":true}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void A_counter_counts_the_calls_of_one_process()
    {
        using var simulation = new Simulation();
        var f = simulation.AddStandIn("counter");
        f.Invoke();

        Assert.Equal("""{"counter":1}""", f.Invoke().PayloadText);
        simulation.AdvanceBy(Duration.FromHours(1));
        Assert.Equal("""{"counter":0}""", f.Invoke().PayloadText);
    }

    [Fact]
    [Pins("ENV-VARIABLES")]
    public void An_environment_knows_for_its_whole_life_how_it_came_to_be()
    {
        var callbacks = new FakeCallbacks("""{"result":null,"durationMs":1000}""");
        using var simulation = new Simulation();
        var f = simulation.AddStandIn("http://127.0.0.1/", "f:1", callbacks: callbacks, configure: c => c with { Provisioned = new ProvisionedConcurrency(1) });

        simulation.AdvanceBy(Duration.FromMinutes(5));
        simulation.Run(() => Task.WhenAll(f.InvokeAsync(), f.InvokeAsync()));

        string[] types = ["provisioned-concurrency", "on-demand"];
        Assert.Equal(types, callbacks.Posted.Select(p => p.GetProperty("context").GetProperty("initializationType").GetString()));
        Assert.Equal(types, callbacks.Posted.Select(p => p.GetProperty("env").GetProperty("AWS_LAMBDA_INITIALIZATION_TYPE").GetString()));
    }

    [Fact]
    public void The_initialization_type_may_be_asked_in_the_init_phase()
    {
        using var simulation = new Simulation();
        var f = simulation.AddStandIn("""{"standIn":1,"behavior":"initType","init":true}""", "f:1", configure: c => c with { Provisioned = new ProvisionedConcurrency(1) });
        simulation.AdvanceBy(Duration.FromMinutes(5));

        Assert.Equal("\"provisioned-concurrency\"", f.Invoke().PayloadText);
    }

    [Fact]
    [Pins("CTL-NO-HANDLER")]
    public void Code_that_nobody_runs_says_how_to_give_it_a_handler()
    {
        using var simulation = new Simulation();

        var error = simulation.Add("orders", new NoHandlerCode("orders"), null).Invoke().Error!;

        Assert.Equal("LambdaSim.NoHandler", error.Type);
        Assert.Contains("--handler orders=BEHAVIOUR", error.Message, StringComparison.Ordinal);
    }
}
