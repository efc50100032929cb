using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Gateways;
using NodaTime;

namespace LambdaSim.Triggers;

// Step Functions tasks, AppSync resolvers.
public sealed partial class ServiceTriggers
{
    private const int LargestState = 256 * 1024;

    /// <summary>
    /// A task of Step Functions invokes a function and waits. Nothing is retried unless the state says so; errors have the names that retriers and catchers match: the function's own
    /// error type, <c>Lambda.TooManyRequestsException</c>, <c>Lambda.ResourceNotFoundException</c>, <c>Lambda.Unknown</c>, <c>States.Timeout</c>, <c>States.DataLimitExceeded</c> (rule TRG-STATES).
    /// </summary>
    /// <param name="function">The task's function.</param>
    /// <param name="input">JSON of the state's input.</param>
    /// <param name="settings">Retry, Catch and TimeoutSeconds of the state.</param>
    public async Task<TaskResult> StepFunctionsTask(IDestinationTarget function, string input, TaskSettings? settings = null)
    {
        settings ??= new TaskSettings();
        var retries = new int[settings.Retry.Count];
        for (var attempts = 1; ; attempts++)
        {
            var answer = await TriggerCall.Sync(_host, States(settings), FunctionOf(function), Parse(input) ?? new JsonObject(), Contract.Anything).ConfigureAwait(false);
            if (answer.Succeeded)
            {
                return new TaskResult(answer) { Attempts = attempts };
            }

            var error = answer.Error!;
            var retrier = settings.Retry.ToList().FindIndex(r => r.Matches(error));
            if (retrier < 0 || retries[retrier] >= settings.Retry[retrier].MaxAttempts)
            {
                return new TaskResult(answer)
                {
                    Error = error, Cause = answer.Message, Attempts = attempts,
                    IsCaught = settings.Catch.Any(c => c == error || c == "States.ALL" || (c == "States.TaskFailed" && error != "States.Timeout")),
                };
            }

            var retry = settings.Retry[retrier];
            var wait = retry.Interval.ToDuration() * Power(retry.BackoffRate, retries[retrier]++);
            await _host.Ask("a retry of Step Functions", told => _host.Host.Later(retry.MaxDelay is { } most ? Duration.Min(wait, most.ToDuration()) : wait, () => told(new TriggerAnswer()), keepsAlive: true)).ConfigureAwait(false);
        }
    }

    /// <summary>AppSync resolves a field through a function and waits 30 s; <c>DirectResolver</c> with the context as the event (rule TRG-APPSYNC).</summary>
    /// <param name="function">The resolver's function.</param>
    /// <param name="typeName">Such as <c>Query</c>.</param>
    /// <param name="fieldName">The field.</param>
    /// <param name="arguments">JSON of its arguments.</param>
    public Task<TriggerAnswer> AppSync(IDestinationTarget function, string typeName, string fieldName, string arguments = "{}") =>
        TriggerCall.Sync(_host, Graph, FunctionOf(function), Resolved(typeName, fieldName, arguments), Contract.Anything);

    /// <summary>AppSync resolves one field of several sources in one call (BatchInvoke): the answer is a list as long as the sources, at most 2,000 (rule TRG-APPSYNC).</summary>
    /// <param name="function">The resolver's function.</param>
    /// <param name="typeName">The type.</param>
    /// <param name="fieldName">The field.</param>
    /// <param name="arguments">JSON of the arguments of each.</param>
    /// <exception cref="ArgumentException">There are none, or more than 2,000.</exception>
    public Task<TriggerAnswer> AppSyncBatch(IDestinationTarget function, string typeName, string fieldName, params string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return arguments.Length is 0 or > 2_000
            ? throw new ArgumentException("AppSync batches 1 to 2,000 requests", nameof(arguments))
            : TriggerCall.Sync(_host, Graph, FunctionOf(function), new JsonArray([.. arguments.Select(a => (JsonNode)Resolved(typeName, fieldName, a))]), answer =>
                answer.ValueKind != JsonValueKind.Array ? "the answer is no list" : answer.GetArrayLength() == arguments.Length ? null : Configuration.Text.Invariant($"the answer has {answer.GetArrayLength()} results for {arguments.Length} requests"));
    }

    private static CallRule Graph => new("AppSync", null) { Limit = Duration.FromSeconds(30), Error = static (how, answer) => Failure(how, answer, "Lambda:Unhandled", "ExecutionTimeout", "Lambda:TooManyRequestsException") };

    private static CallRule States(TaskSettings settings) => new("Step Functions", null)
    {
        Limit = settings.Timeout?.ToDuration() ?? Duration.FromDays(365), LargestEvent = LargestState, LargestAnswer = LargestState,
        Error = static (how, answer) => how switch
        {
            IntegrationEnd.TimedOut => "States.Timeout",
            IntegrationEnd.Refused => $"Lambda.{answer?.ErrorCode ?? "ResourceNotFoundException"}",
            _ when answer is { FunctionError: null } => "States.DataLimitExceeded",
            _ when answer?.Outcome is Outcome.TimedOut => "Sandbox.Timedout",
            _ when answer?.Outcome is Outcome.Crashed => "Lambda.Unknown",
            _ => ErrorType(answer!.Payload),
        },
    };

    private static JsonObject Resolved(string typeName, string fieldName, string arguments) => new()
    {
        ["arguments"] = Parse(arguments), ["identity"] = null, ["source"] = null, ["request"] = new JsonObject { ["headers"] = new JsonObject { ["x-forwarded-for"] = "127.0.0.1" }, ["domainName"] = null }, ["prev"] = null,
        ["info"] = new JsonObject { ["selectionSetList"] = new JsonArray(), ["selectionSetGraphQL"] = "{}", ["fieldName"] = fieldName, ["parentTypeName"] = typeName, ["variables"] = new JsonObject() }, ["stash"] = new JsonObject(),
    };

    private static string ErrorType(ReadOnlyMemory<byte> document)
    {
        try
        {
            using var parsed = JsonDocument.Parse(document);
            return parsed.RootElement.ValueKind == JsonValueKind.Object && parsed.RootElement.TryGetProperty("errorType", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString()! : "Lambda.Unknown";
        }
        catch (JsonException)
        {
            return "Lambda.Unknown";
        }
    }

    // Whole powers by multiplication, which every machine computes alike.
    private static double Power(double rate, int times)
    {
        var power = 1.0;
        for (var i = 0; i < times; i++)
        {
            power *= rate;
        }

        return power;
    }
}
