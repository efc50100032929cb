using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Gateways;
using NodaTime;

namespace LambdaSim.Triggers;

// Cognito.
public sealed partial class ServiceTriggers
{
    private static readonly string[] _poolTriggers =
    [
        "PreSignUp_SignUp", "PreSignUp_ExternalProvider", "PreSignUp_AdminCreateUser", "PostConfirmation_ConfirmSignUp", "PostConfirmation_ConfirmForgotPassword",
        "PreAuthentication_Authentication", "PostAuthentication_Authentication", "TokenGeneration_HostedAuth", "TokenGeneration_Authentication", "TokenGeneration_NewPasswordChallenge",
        "TokenGeneration_AuthenticateDevice", "TokenGeneration_RefreshTokens", "DefineAuthChallenge_Authentication", "CreateAuthChallenge_Authentication",
        "VerifyAuthChallengeResponse_Authentication", "UserMigration_Authentication", "UserMigration_ForgotPassword",
    ];

    /// <summary>
    /// A user pool of Cognito calls a trigger and waits 5 s, whatever the function's timeout is, up to three times (rule TRG-COGNITO). The function must return the event
    /// with its <c>response</c> filled.
    /// </summary>
    /// <param name="function">The trigger's function.</param>
    /// <param name="triggerSource">Such as <c>PreSignUp_SignUp</c> or <c>CustomMessage_SignUp</c>.</param>
    /// <param name="userName">The user.</param>
    /// <param name="request">JSON of the event's <c>request</c>; null: the user's attributes alone.</param>
    /// <returns>The event as it came back; or <c>UserLambdaValidationException</c>, <c>UnexpectedLambdaException</c> or <c>InvalidLambdaResponseException</c>.</returns>
    /// <exception cref="ArgumentException">There is no such trigger.</exception>
    public Task<TriggerAnswer> CognitoUserPool(IDestinationTarget function, string triggerSource, string userName, string? request = null)
    {
        ArgumentNullException.ThrowIfNull(triggerSource);
        if (!_poolTriggers.Contains(triggerSource, StringComparer.Ordinal) && !triggerSource.StartsWith("CustomMessage_", StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{triggerSource}' is no trigger of a user pool: {string.Join(", ", _poolTriggers)}, CustomMessage_...", nameof(triggerSource));
        }

        var rule = new CallRule("Cognito", "cognito-idp.amazonaws.com")
        {
            Limit = Duration.FromSeconds(5), Attempts = 3,

            // What the function itself threw is its decision.
            Retries = static (how, answer) => how != IntegrationEnd.Returned && !(how == IntegrationEnd.Failed && answer?.Outcome == Outcome.Failed),
            Error = static (how, answer) => how == IntegrationEnd.Failed && answer is { FunctionError: null } ? "InvalidLambdaResponseException"
                : how == IntegrationEnd.Failed && answer?.Outcome == Outcome.Failed ? "UserLambdaValidationException" : "UnexpectedLambdaException",
        };
        return TriggerCall.Sync(_host, rule, FunctionOf(function), new JsonObject
        {
            ["version"] = "1", ["region"] = _host.Region, ["userPoolId"] = $"{_host.Region}_Example", ["userName"] = userName,
            ["callerContext"] = new JsonObject { ["awsSdkVersion"] = "aws-sdk-unknown-unknown", ["clientId"] = "1example23456789" },
            ["triggerSource"] = triggerSource,
            ["request"] = Parse(request) ?? new JsonObject { ["userAttributes"] = new JsonObject { ["sub"] = userName } },
            ["response"] = new JsonObject(),
        }, answer => Contract.Has(answer, "response", JsonValueKind.Object)
            ?? (answer.TryGetProperty("triggerSource", out var same) && same.ValueKind == JsonValueKind.String && same.GetString() == triggerSource ? null : "the function must return the event that it got, with its response filled"));
    }

    /// <summary>Cognito Sync tells of records that a client synchronises, and waits 5 s; the answer is the event with its records.</summary>
    /// <param name="function">The trigger's function.</param>
    /// <param name="dataset">The data set.</param>
    /// <param name="records">New values by key.</param>
    public Task<TriggerAnswer> CognitoSync(IDestinationTarget function, string dataset, IReadOnlyDictionary<string, string> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var rule = new CallRule("Cognito Sync", "cognito-sync.amazonaws.com") { Limit = Duration.FromSeconds(5), Error = static (how, answer) => Failure(how, answer, "InvalidLambdaFunctionOutputException", "LambdaSocketTimeoutException", "LambdaThrottledException") };
        return TriggerCall.Sync(_host, rule, FunctionOf(function), new JsonObject
        {
            ["datasetName"] = dataset, ["eventType"] = "SyncTrigger", ["region"] = _host.Region, ["identityId"] = $"{_host.Region}:{NextId()}",
            ["datasetRecords"] = new JsonObject(records.OrderBy(static r => r.Key, StringComparer.Ordinal).Select(static r => KeyValuePair.Create<string, JsonNode?>(r.Key, new JsonObject { ["oldValue"] = "", ["newValue"] = r.Value, ["op"] = "replace" }))),
            ["identityPoolId"] = $"{_host.Region}:pool", ["version"] = 2,
        }, static answer => Contract.Has(answer, "datasetRecords", JsonValueKind.Object));
    }
}
