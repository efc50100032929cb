using System.Text.Json;
using LambdaSim.Triggers;
using LambdaSim.Units;

namespace LambdaSim.Tests.Triggers;

/// <summary>Services that push events: what the function gets, and what the service makes of its answer.</summary>
public sealed class TriggerTests : IDisposable
{
    private readonly Simulation _simulation = new(new SimulationOptions { Seed = 3, Log = EventLogLevel.Kept });
    private readonly List<JsonElement> _events = [];

    public void Dispose() => _simulation.Dispose();

    public static TheoryData<string> Pushed => ["ses", "codecommit", "codepipeline", "config", "iot", "button", "iotevents", "rotation"];

    [Theory]
    [MemberData(nameof(Pushed))]
    [Pins("TRG-ASYNC", "TRG-LATENCY")]
    public void A_pushed_event_is_an_async_invocation(string service)
    {
        var function = Answering("null");

        var answer = Run(t => service switch
        {
            "ses" => t.Ses(function, "a@example.com", "b@example.com", "hello"),
            "codecommit" => t.CodeCommit(function, "repo", "refs/heads/main", new string('a', 40)),
            "codepipeline" => t.CodePipeline(function, "user"),
            "config" => t.ConfigRule(function, "rule", "{}"),
            "iot" => t.IotRule(function, "rule", """{"temperature":3}"""),
            "button" => t.IotButton(function, "G030"),
            "iotevents" => t.IotEvents(function, "model", "hot", "overheated"),
            _ => t.SecretRotation(function, "arn:aws:secretsmanager:us-east-1:123456789012:secret:db"),
        });
        _simulation.RunUntilIdle();

        Assert.True(answer.Succeeded, answer.Message);
        Assert.Equal(service == "rotation" ? 4 : 1, _events.Count);
        Assert.All(_simulation.Ledger.Notifications, static n => Assert.Equal(LambdaSim.Projections.Fate.Delivered, n.Fate));
        var sign = service switch { "ses" or "codecommit" => "Records", "codepipeline" => "CodePipeline.job", "config" => "invokingEvent", "iot" => "temperature", "button" => "serialNumber", "iotevents" => "payload", _ => "ClientRequestToken" };
        Assert.True(_events[0].TryGetProperty(sign, out _));
    }

    [Fact]
    [Pins("TRG-ASYNC")]
    public void A_service_is_announced_once_and_numbers_its_events()
    {
        var ids = new List<string>();
        var function = _simulation.AddFunction("listens", (JsonElement _, LambdaContext context) => ids.Add(context.AwsRequestId));

        for (var i = 0; i < 3; i++)
        {
            Run(t => t.IotRule(function, "rule", "{}"));
        }

        Run(t => t.IotRule(function, "other", "{}"));
        _simulation.RunUntilIdle();

        Assert.Equal(2, _simulation.Log.Resources.Count);
        Assert.Equal(4, ids.Distinct().Count());
    }

    [Theory]
    [InlineData("""{"disposition":"STOP_RULE"}""", null)]
    [InlineData("null", null)]
    [InlineData("""{"disposition":"MAYBE"}""", "FunctionError")]
    [Pins("TRG-SES")]
    public void A_receipt_rule_that_waits_takes_a_disposition(string answer, string? error) =>
        Assert.Equal(error, Run(Answering(answer), (t, f) => t.Ses(f, "a@example.com", "b@example.com", "hello", waits: true)).Error);

    [Fact]
    [Pins("TRG-COGNITO")]
    public void A_user_pool_wants_its_event_back()
    {
        var echo = _simulation.AddFunction("echo", (JsonElement e) => e);

        var answer = Run(t => t.CognitoUserPool(echo, "PreSignUp_SignUp", "ada"));

        Assert.True(answer.Succeeded);
        Assert.Equal("ada", answer.Value().GetProperty("userName").GetString());
        Assert.Equal("InvalidLambdaResponseException", Run(Answering("{}"), (t, f) => t.CognitoUserPool(f, "PreSignUp_SignUp", "ada")).Error);
        Assert.Throws<ArgumentException>(() => { _ = _simulation.Triggers.CognitoUserPool(echo, "PreLunch", "ada"); });
    }

    [Fact]
    [Pins("TRG-COGNITO", "TRG-SYNC")]
    public void A_user_pool_waits_five_seconds_three_times()
    {
        var slow = _simulation.AddFunction("slow", 20.Seconds, f => f with { Timeout = 30.Seconds });

        var answer = Run(t => t.CognitoUserPool(slow, "PostConfirmation_ConfirmSignUp", "ada"));

        Assert.Equal(("UnexpectedLambdaException", 3), (answer.Error, answer.Attempts));
        Assert.Equal(Duration.FromSeconds(15), _simulation.Elapsed);
    }

    [Fact]
    [Pins("TRG-COGNITO")]
    public void What_a_trigger_throws_is_told_at_once()
    {
        var answer = Run(Throwing("too young"), (t, f) => t.CognitoUserPool(f, "PreSignUp_SignUp", "ada"));

        Assert.Equal(("UserLambdaValidationException", "too young", 1), (answer.Error, answer.Message, answer.Attempts));
    }

    [Theory]
    [InlineData("""{"dialogAction":{"type":"Close"}}""", null)]
    [InlineData("""{"dialogAction":{"type":"Jump"}}""", "DependencyFailedException")]
    [InlineData("{}", "DependencyFailedException")]
    [Pins("TRG-LEX")]
    public void Lex_wants_a_dialog_action(string answer, string? error) => Assert.Equal(error, Run(Answering(answer), (t, f) => t.LexV1(f, "Order")).Error);

    [Fact]
    [Pins("TRG-LEX")]
    public void Lex_V2_wants_a_session_state_and_tells_of_throttles()
    {
        Assert.Null(Run(Answering("""{"sessionState":{}}"""), (t, f) => t.LexV2(f, "Order", "a pizza")).Error);
        Assert.Equal("LimitExceededException", Run(_simulation.AddFunction("none", 1.Seconds, f => f with { ReservedConcurrency = 0 }), (t, f) => t.LexV2(f, "Order", "a pizza")).Error);
    }

    [Fact]
    [Pins("TRG-ALEXA")]
    public void Alexa_waits_eight_seconds_and_takes_24_KB()
    {
        Assert.Null(Run(Answering("""{"version":"1.0","response":{}}"""), (t, f) => t.AlexaSkill(f, "Order")).Error);
        Assert.Equal("INVALID_RESPONSE", Run(Answering($$$"""{"response":{"text":"{{{new string('a', 25_000)}}}"}}"""), (t, f) => t.AlexaSkill(f, null)).Error);
        Assert.Equal("ENDPOINT_TIMEOUT", Run(_simulation.AddFunction("slow", 9.Seconds, f => f with { Timeout = 30.Seconds }), (t, f) => t.AlexaSmartHome(f, "Alexa.PowerController", "TurnOn")).Error);
    }

    [Fact]
    [Pins("TRG-CONNECT")]
    public void Connect_tries_throttles_again_and_takes_flat_maps()
    {
        Assert.Null(Run(Answering("""{"name":"Ada","calls":3}"""), (t, f) => t.Connect(f)).Error);
        Assert.Equal("ErrorBranch", Run(Answering("""{"a":{"b":1}}"""), (t, f) => t.Connect(f)).Error);
        Assert.Null(Run(Answering("""{"a":{"b":1}}"""), (t, f) => t.Connect(f, isFlat: false)).Error);
        Assert.Equal(3, Run(_simulation.AddFunction("none", 1.Seconds, f => f with { ReservedConcurrency = 0 }), (t, f) => t.Connect(f)).Attempts);
    }

    [Fact]
    [Pins("TRG-FIREHOSE")]
    public void Firehose_wants_every_record_back()
    {
        var transform = _simulation.AddFunction("transform", (JsonElement e) => new
        {
            records = e.GetProperty("records").EnumerateArray().Take(3).Select((r, i) => new
            {
                recordId = r.GetProperty("recordId").GetString(),
                result = i == 1 ? "Dropped" : "Ok",
                data = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(r.GetProperty("data").GetBytesFromBase64()).ToUpperInvariant())),
            }).ToArray(),
        });

        var result = RunAny(t => t.Firehose(transform, "orders", "a", "b", "c", "d"));

        Assert.Equal(["A", "C"], result.Delivered);
        Assert.Equal(["b"], result.Dropped);
        Assert.Equal(["d"], result.Failed);
    }

    [Fact]
    [Pins("TRG-FIREHOSE")]
    public void A_batch_that_fails_four_times_is_written_aside()
    {
        var result = RunAny(Throwing("no"), (t, f) => t.Firehose(f, "orders", "a"));

        Assert.Equal((4, "Lambda.FunctionError"), (result.Answer.Attempts, result.Answer.Error));
        Assert.Equal(["a"], result.Failed);
    }

    [Theory]
    [InlineData("Succeeded", null, 1)]
    [InlineData("PermanentFailure", "TaskFailed", 1)]
    [InlineData("TemporaryFailure", "TaskFailed", 3)]
    [InlineData("Perhaps", "TaskFailed", 1)]
    [Pins("TRG-BATCH")]
    public void S3_Batch_takes_a_result_for_its_task(string code, string? error, int attempts)
    {
        var job = _simulation.AddFunction("job", (JsonElement e) => new { invocationSchemaVersion = "1.0", results = new[] { new { taskId = e.GetProperty("tasks")[0].GetProperty("taskId").GetString(), resultCode = code } } });

        var answer = Run(t => t.S3Batch(job, "bucket", "a b"));

        Assert.Equal((error, attempts), (answer.Error, answer.Attempts));
    }

    [Fact]
    [Pins("TRG-STATES")]
    public void A_task_is_retried_only_by_its_state()
    {
        var fails = Throwing("no");

        var once = RunAny(t => t.StepFunctionsTask(fails, "{}"));
        var thrice = RunAny(t => t.StepFunctionsTask(fails, "{}", new TaskSettings { Retry = [new TaskRetry("States.TaskFailed") { MaxAttempts = 2 }], Catch = ["States.ALL"] }));

        Assert.Equal(("InvalidOperationException", 1, false), (once.Error, once.Attempts, once.IsCaught));
        Assert.Equal((3, true), (thrice.Attempts, thrice.IsCaught));
        Assert.Equal(Duration.FromSeconds(3), _simulation.Elapsed);
    }

    [Fact]
    [Pins("TRG-STATES")]
    public void Errors_of_Lambda_have_names_of_their_own()
    {
        var none = _simulation.AddFunction("none", 1.Seconds, f => f with { ReservedConcurrency = 0 });
        var slow = _simulation.AddFunction("slow", 10.Seconds, f => f with { Timeout = 30.Seconds });

        Assert.Equal("Lambda.TooManyRequestsException", RunAny(t => t.StepFunctionsTask(none, "{}")).Error);
        Assert.Equal("States.Timeout", RunAny(t => t.StepFunctionsTask(slow, "{}", new TaskSettings { Timeout = 5.Seconds })).Error);
        Assert.Equal("States.DataLimitExceeded", RunAny(Answering($"\"{new string('a', 300_000)}\""), (t, f) => t.StepFunctionsTask(f, "{}")).Error);
    }

    [Fact]
    [Pins("TRG-APPSYNC")]
    public void A_batch_of_requests_wants_as_many_results()
    {
        Assert.Null(Run(Answering("[1,2]"), (t, f) => t.AppSyncBatch(f, "Query", "orders", "{}", "{}")).Error);
        Assert.Equal("Lambda:Unhandled", Run(Answering("[1]"), (t, f) => t.AppSyncBatch(f, "Query", "orders", "{}", "{}")).Error);
        Assert.Null(Run(Answering("3"), (t, f) => t.AppSync(f, "Query", "order", """{"id":3}""")).Error);
    }

    [Theory]
    [InlineData(EdgeEvent.ViewerRequest, """{"uri":"/b","method":"GET"}""", null)]
    [InlineData(EdgeEvent.ViewerRequest, """{"status":"302","headers":{"location":[{"key":"Location","value":"/c"}]}}""", null)]
    [InlineData(EdgeEvent.ViewerRequest, """{"status":"302","headers":{"Location":"/c"}}""", "502")]
    [InlineData(EdgeEvent.ViewerResponse, """{"status":"404"}""", "502")]
    [InlineData(EdgeEvent.OriginResponse, """{"status":"404"}""", null)]
    [InlineData(EdgeEvent.OriginRequest, "{}", "502")]
    [Pins("TRG-EDGE")]
    public void CloudFront_takes_a_request_or_a_response(EdgeEvent at, string answer, string? error)
    {
        var edge = _simulation.AddFunction("edge:1", (JsonElement _) => JsonDocument.Parse(answer).RootElement);

        Assert.Equal(error, Run(t => t.CloudFront(edge, at, "/a")).Error);
    }

    [Fact]
    [Pins("TRG-EDGE")]
    public void CloudFront_wants_a_published_version() => Assert.Throws<ArgumentException>(() => { _ = _simulation.Triggers.CloudFront(Answering("{}"), EdgeEvent.ViewerRequest, "/a"); });

    [Fact]
    [Pins("TRG-CUSTOM-RESOURCE")]
    public void A_custom_resource_is_created_replaced_and_deleted()
    {
        List<string> asked = [];
        CustomResource? resource = null;
        var provider = _simulation.AddFunction("provider", async (JsonElement e, LambdaContext context) =>
        {
            asked.Add($"{e.GetProperty("RequestType").GetString()} {(e.TryGetProperty("PhysicalResourceId", out var id) ? id.GetString() : "-")} {e.GetProperty("ResourceProperties").GetProperty("Size")}");
            using var client = resource!.CreateClient();
            var body = JsonSerializer.Serialize(new
            {
                Status = "SUCCESS", PhysicalResourceId = "thing-" + e.GetProperty("ResourceProperties").GetProperty("Size").GetString(), StackId = e.GetProperty("StackId").GetString(),
                RequestId = e.GetProperty("RequestId").GetString(), LogicalResourceId = e.GetProperty("LogicalResourceId").GetString(),
            });
            await client.PutAsync(e.GetProperty("ResponseURL").GetString(), new StringContent(body));
        });
        resource = _simulation.Triggers.CustomResource(provider);

        Assert.True(Run(_ => resource.Create("""{"Size":3}""")).Succeeded);
        Assert.True(Run(_ => resource.Update("""{"Size":4}""")).Succeeded);
        Assert.True(Run(_ => resource.Delete()).Succeeded);

        Assert.Equal(["Create - 3", "Update thing-3 4", "Delete thing-3 3", "Delete thing-4 4"], asked);
    }

    [Fact]
    [Pins("TRG-CUSTOM-RESOURCE")]
    public void A_custom_resource_that_is_not_reported_fails_after_its_timeout()
    {
        var resource = _simulation.Triggers.CustomResource(Answering("null"));

        var answer = Run(_ => resource.Create("{}"));

        Assert.Equal("FAILED", answer.Error);
        Assert.Equal(Duration.FromHours(1), _simulation.Elapsed);
    }

    private Function Answering(string json) => _simulation.AddFunction($"f{_simulation.Metrics.Arrivals}-{_answering++}", (JsonElement e) =>
    {
        _events.Add(e);
        return JsonDocument.Parse(json).RootElement;
    });

    private Function Throwing(string message) => _simulation.AddFunction($"t{_answering++}", JsonElement (JsonElement _) => throw new InvalidOperationException(message));

    private int _answering;

    private TriggerAnswer Run(Func<ServiceTriggers, Task<TriggerAnswer>> call) => RunAny(call);

    private TriggerAnswer Run(Function function, Func<ServiceTriggers, Function, Task<TriggerAnswer>> call) => RunAny(t => call(t, function));

    private T RunAny<T>(Function function, Func<ServiceTriggers, Function, Task<T>> call) => RunAny(t => call(t, function));

    private T RunAny<T>(Func<ServiceTriggers, Task<T>> call)
    {
        var result = default(T);
        _simulation.Run(async () => result = await call(_simulation.Triggers), TestContext.Current.CancellationToken);
        return result!;
    }
}
