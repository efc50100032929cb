using System.Text.Json;
using LambdaSim.Functions.Model;
using LambdaSim.Handlers.StandIns;

namespace LambdaSim.Tests.StandIns;

/// <summary>Functions whose code is a program outside (rule CTL-CALLBACK).</summary>
public sealed class CallbackTests : IDisposable
{
    private const string Url = "http://127.0.0.1:9000/orders";
    private const string WithInit = """{"standIn":1,"callback":"http://127.0.0.1:9000/orders","init":true}""";

    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(_file);

    [Fact]
    [Pins("CTL-CALLBACK")]
    public void A_call_is_posted_with_its_event_and_context()
    {
        var callbacks = new FakeCallbacks("""{"result":{ "deep" : [1.0]}}""");
        using var simulation = new Simulation();

        var result = simulation.AddStandIn(Url, callbacks: callbacks).InvokeText("""{"id":1}""", new InvokeOptions { ClientContext = "{}" });

        Assert.Equal("""{ "deep" : [1.0]}""", result.PayloadText);
        var posted = Assert.Single(callbacks.Posted);
        Assert.Equal(["phase", "event", "handler", "env", "context"], posted.EnumerateObject().Select(m => m.Name));
        Assert.Equal(("invoke", """{"id":1}""", "orders.handle"), (posted.GetProperty("phase").GetString(), posted.GetProperty("event").GetRawText(), posted.GetProperty("handler").GetString()));
        Assert.Equal(("f", Said(posted, "logStreamName")), (Env(posted, "AWS_LAMBDA_FUNCTION_NAME"), Env(posted, "AWS_LAMBDA_LOG_STREAM_NAME")));
        var context = posted.GetProperty("context");
        Assert.Equal(
            ["requestId", "functionName", "functionVersion", "invokedFunctionArn", "memoryLimitInMB", "logGroupName", "logStreamName", "clientContext", "environmentId", "runtimeId", "initializationType"],
            context.EnumerateObject().Select(m => m.Name));
        Assert.Equal((result.RequestId, "128", "{}", "on-demand"), (Said(posted, "requestId"), Said(posted, "memoryLimitInMB"), Said(posted, "clientContext"), Said(posted, "initializationType")));
    }

    [Fact]
    [Pins("INV-IDENTITY")]
    public void The_callers_Cognito_identity_is_posted_where_it_has_one()
    {
        var callbacks = new FakeCallbacks("""{"result":1}""");
        using var simulation = new Simulation();
        simulation.AddStandIn(Url, callbacks: callbacks).InvokeText("{}", new InvokeOptions { CognitoIdentity = new CognitoIdentity("ada", "pool") });

        Assert.Equal("""{"cognitoIdentityId":"ada","cognitoIdentityPoolId":"pool"}""", Assert.Single(callbacks.Posted).GetProperty("context").GetProperty("identity").GetRawText());
    }

    [Fact]
    public void The_init_phase_is_posted_where_it_is_asked_for()
    {
        var callbacks = new FakeCallbacks("""{"result":1}""");
        using var simulation = new Simulation();
        var f = simulation.AddStandIn(WithInit, callbacks: callbacks);
        f.Invoke();
        f.Invoke();

        Assert.Equal(["init", "invoke", "invoke"], callbacks.Posted.Select(p => p.GetProperty("phase").GetString()));
        Assert.Equal(("null", ""), (callbacks.Posted[0].GetProperty("event").GetRawText(), Said(callbacks.Posted[0], "requestId")));
    }

    [Fact]
    public void An_environment_keeps_its_id_and_each_process_has_its_own()
    {
        string[] Ids(ulong seed)
        {
            var callbacks = new FakeCallbacks(p => FakeCallbacks.Ok(p.GetProperty("event").GetRawText() == "2" ? """{"exit":{"code":1}}""" : """{"result":null}"""));
            using var simulation = new Simulation(new SimulationOptions { Seed = seed });
            var f = simulation.AddStandIn(Url, callbacks: callbacks);
            f.InvokeText("1");
            f.InvokeText("2");
            f.InvokeText("3");
            return [.. callbacks.Posted.Select(p => Said(p, "environmentId")), .. callbacks.Posted.Select(p => Said(p, "runtimeId"))];
        }

        var ids = Ids(1);
        Assert.Equal((ids[0], ids[0]), (ids[1], ids[2]));
        Assert.Equal(ids[3], ids[4]);
        Assert.Equal(3, ids.Distinct().Count());
        Assert.Equal(ids, Ids(1));
        Assert.NotEqual(ids, Ids(2));
    }

    [Fact]
    [Pins("CTL-CALLBACK")]
    public void An_error_is_handed_on_byte_by_byte()
    {
        var result = Call("""{"error": {"errorMessage":"no \u00e9", "errorType":"E", "requestId":"r","stackTrace":[ ], "more":1}}""");

        Assert.Equal((Outcome.Failed, "E", "no é"), (result.Outcome, result.Error!.Type, result.Error.Message));
        Assert.Equal("""{"errorMessage":"no \u00e9", "errorType":"E", "requestId":"r","stackTrace":[ ], "more":1}""", result.PayloadText);
    }

    [Fact]
    public void An_error_may_be_as_bare_as_an_object()
    {
        var result = Call("""{"error": {}}""");

        Assert.Equal(("{}", "Function.Unknown"), (result.PayloadText, result.Error!.Type));
    }

    [Fact]
    public void An_exit_ends_the_process() => Assert.EndsWith("Runtime exited with error: exit status 3", Call("""{"exit":{"code":3}}""").Error!.Message, StringComparison.Ordinal);

    [Fact]
    public void The_answer_says_what_was_logged_and_how_long_it_took()
    {
        var result = Call("""{"result":1,"logs":["one","two"],"durationMs":1500.5}""");

        Assert.Equal(Duration.FromMilliseconds(1500.5), result.Duration);
        Assert.Contains("\none\ntwo\n", result.LogTail, StringComparison.Ordinal);
        Assert.Contains("\none\ntwo\n", Call("""{"result":1,"logs":"one\ntwo\n"}""").LogTail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_duration_beyond_the_timeout_is_a_timeout_with_its_log()
    {
        var result = Call("""{"result":1,"logs":["one"],"durationMs":60000}""");

        Assert.Equal(Outcome.TimedOut, result.Outcome);
        Assert.Contains("\none\n", result.LogTail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no json", "it is no JSON")]
    [InlineData("[]", "it is no JSON object")]
    [InlineData("{}", "it has 0 of")]
    [InlineData("""{"result":1,"error":{}}""", "it has 2 of")]
    [InlineData("""{"error":"x"}""", "\"error\" is no object")]
    [InlineData("""{"error":{"errorType":"\ud800"}}""", "no Unicode")]
    [InlineData("""{"exit":1}""", "\"exit\" is no object")]
    [InlineData("""{"exit":{"code":256}}""", "\"exit\" is no object")]
    [InlineData("""{"result":1,"durationMs":-1}""", "\"durationMs\" is no number")]
    [InlineData("""{"result":1,"durationMs":1e999}""", "\"durationMs\" is no number")]
    [InlineData("""{"result":1,"logs":[1]}""", "\"logs\" is neither")]
    [InlineData("""{"result":1,"log":[]}""", "\"log\" is unknown")]
    [Pins("CTL-CALLBACK")]
    public void What_is_no_answer_is_a_function_error_that_says_why(string answer, string reason)
    {
        var error = Call(answer).Error!;

        Assert.Equal("LambdaSim.CallbackFailed", error.Type);
        Assert.StartsWith($"The callback {Url} answered what cannot be used: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(302, "a redirect (HTTP 302), which is not followed")]
    [InlineData(500, "answered HTTP 500 instead of 200")]
    public void Another_status_is_no_answer(int status, string reason) =>
        Assert.Contains(reason, Call(_ => new CallbackAnswer(status, "{}"u8.ToArray(), null)).Error!.Message, StringComparison.Ordinal);

    [Fact]
    public void Bytes_that_are_no_text_are_no_answer() => Assert.Contains("no UTF-8", Call(_ => new CallbackAnswer(200, new byte[] { 0xff }, null)).Error!.Message, StringComparison.Ordinal);

    [Fact]
    public void Whatever_goes_wrong_is_a_function_error() =>
        Assert.Equal($"The callback {Url} failed with FormatException: no.", Call(_ => throw new FormatException("no")).Error!.Message);

    [Fact]
    public void Without_a_way_to_callbacks_a_call_says_so()
    {
        using var simulation = new Simulation();

        Assert.Contains("has no way to callbacks", simulation.AddStandIn(Url).Invoke().Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_may_be_as_deep_as_a_payload()
    {
        var deep = new string('[', 1000) + new string(']', 1000);

        Assert.Equal(deep, Call($$"""{"result":{{deep}}}""").PayloadText);
        Assert.Contains("it is nested deeper than 1001 levels", Call($$"""{"result":[{{deep}}]}""").Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_behaviour_takes_an_event_of_a_thousand_levels() =>
        Assert.Equal($$"""{"a":{{new string('[', 999)}}{{new string(']', 999)}}}""", StandInSamples.AnswerOf("failIf:b", $$"""{"a":{{new string('[', 999)}}{{new string(']', 999)}}}"""));

    [Fact]
    [Pins("CTL-CALLBACK")]
    public void A_response_over_the_limit_is_the_error_of_Lambda_whoever_finds_it()
    {
        var large = new string('x', 6_291_556);
        foreach (var answer in new[] { FakeCallbacks.Ok($$"""{"result":"{{large}}","logs":"l","durationMs":5}"""), FakeCallbacks.Ok($$$"""{"error":{"errorMessage":"{{{large}}}"}}"""), CallbackAnswer.TooLarge })
        {
            var result = Call(_ => answer);

            Assert.Equal((Outcome.Failed, "Function.ResponseSizeTooLarge"), (result.Outcome, result.Error!.Type));
            Assert.Equal("""{"errorMessage":"Response payload size exceeded maximum allowed payload size (6291556 bytes).","errorType":"Function.ResponseSizeTooLarge"}""", result.PayloadText);
        }

        Assert.Equal(large.Length, Call($$"""{"result":"{{large[2..]}}"}""").Payload.Length);
    }

    [Fact]
    public void Recorded_answers_are_replayed_without_the_program()
    {
        var callbacks = new FakeCallbacks("""{"result":"é","durationMs":5}""");
        (string, string) Run(ExternalAnswers answers)
        {
            using var simulation = new Simulation(new SimulationOptions { ExternalAnswers = answers });
            return (simulation.AddStandIn(WithInit, callbacks: callbacks).Invoke().PayloadText, simulation.Fingerprint);
        }

        var recorded = Run(ExternalAnswers.Record(_file, FunctionJson.Default));
        var replayed = Run(ExternalAnswers.Replay(_file, FunctionJson.Default));

        Assert.Equal("\"é\"", recorded.Item1);
        Assert.Equal(recorded, replayed);
        Assert.Equal(2, callbacks.Posted.Count);
    }

    private static InvokeResult Call(string answer) => Call(_ => FakeCallbacks.Ok(answer));

    private static InvokeResult Call(Func<JsonElement, CallbackAnswer> answer)
    {
        using var simulation = new Simulation();
        var result = simulation.AddStandIn(Url, callbacks: new FakeCallbacks(answer)).InvokeText("{}", new InvokeOptions { LogTail = true });
        _ = result.LogTail;
        return result;
    }

    private static string? Env(JsonElement posted, string name) => posted.GetProperty("env").GetProperty(name).GetString();

    private static string Said(JsonElement posted, string name) => posted.GetProperty("context").GetProperty(name).ToString();
}
