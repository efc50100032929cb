using System.Text.Json.Nodes;
using LambdaSim.Resources;

namespace LambdaSim.Triggers;

// CodeCommit, CodePipeline, Config, rotation of secrets.
public sealed partial class ServiceTriggers
{
    /// <summary>CodeCommit tells of a change of a branch or tag, asynchronously (rule TRG-ASYNC).</summary>
    /// <param name="function">The trigger's function.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="reference">Such as <c>refs/heads/main</c>.</param>
    /// <param name="commit">40 hexadecimal digits.</param>
    /// <param name="customData">What the trigger was given.</param>
    public Task<TriggerAnswer> CodeCommit(IDestinationTarget function, string repository, string reference, string commit, string? customData = null)
    {
        var source = ArnOf("codecommit", repository);
        return TriggerCall.Async(_host, Pushes("CodeCommit", "codecommit.amazonaws.com"), source, FunctionOf(function), new JsonObject
        {
            ["Records"] = new JsonArray(new JsonObject
            {
                ["awsRegion"] = _host.Region,
                ["codecommit"] = new JsonObject { ["references"] = new JsonArray(new JsonObject { ["commit"] = commit, ["ref"] = reference }) },
                ["customData"] = customData,
                ["eventId"] = NextId(), ["eventName"] = "ReferenceChanges", ["eventPartNumber"] = 1, ["eventSource"] = "aws:codecommit", ["eventSourceARN"] = source,
                ["eventTime"] = Now, ["eventTotalParts"] = 1, ["eventTriggerConfigId"] = NextId(), ["eventTriggerName"] = "trigger", ["eventVersion"] = "1.0",
                ["userIdentityARN"] = new Arn("aws", "iam", "", _host.AccountId, "root").ToString(),
            }),
        });
    }

    /// <summary>CodePipeline runs an action that is a function, asynchronously. The function reports with PutJobSuccessResult or PutJobFailureResult, which are not simulated.</summary>
    /// <param name="function">The action's function.</param>
    /// <param name="userParameters">What the action was given.</param>
    /// <param name="continuationToken">Of a job that is asked again; null: the first time.</param>
    public Task<TriggerAnswer> CodePipeline(IDestinationTarget function, string userParameters, string? continuationToken = null)
    {
        var data = new JsonObject
        {
            ["actionConfiguration"] = new JsonObject { ["configuration"] = new JsonObject { ["FunctionName"] = NameOf(function), ["UserParameters"] = userParameters } },
            ["inputArtifacts"] = new JsonArray(), ["outputArtifacts"] = new JsonArray(),
            ["artifactCredentials"] = new JsonObject { ["accessKeyId"] = "AKIAIOSFODNN7EXAMPLE", ["secretAccessKey"] = "secret", ["sessionToken"] = "token", ["expirationTime"] = NowMilliseconds + 3_600_000 },
        };
        if (continuationToken is not null)
        {
            data["continuationToken"] = continuationToken;
        }

        return TriggerCall.Async(_host, Pushes("CodePipeline", null), ArnOf("codepipeline", "pipeline"), FunctionOf(function), new JsonObject
        {
            ["CodePipeline.job"] = new JsonObject { ["id"] = NextId(), ["accountId"] = _host.AccountId, ["data"] = data },
        });
    }

    /// <summary>AWS Config has a rule evaluated, asynchronously. The function reports with PutEvaluations, which is not simulated.</summary>
    /// <param name="function">The rule's function.</param>
    /// <param name="ruleName">The rule.</param>
    /// <param name="invokingEvent">JSON: the configuration item that changed, or the schedule.</param>
    /// <param name="ruleParameters">JSON: the rule's parameters.</param>
    public Task<TriggerAnswer> ConfigRule(IDestinationTarget function, string ruleName, string invokingEvent, string ruleParameters = "{}") =>
        TriggerCall.Async(_host, Pushes("Config", "config.amazonaws.com"), ArnOf("config", $"config-rule/{ruleName}"), FunctionOf(function), new JsonObject
        {
            ["invokingEvent"] = invokingEvent, ["ruleParameters"] = ruleParameters, ["resultToken"] = NextId(), ["eventLeftScope"] = false,
            ["executionRoleArn"] = new Arn("aws", "iam", "", _host.AccountId, "role/config-role").ToString(), ["configRuleArn"] = ArnOf("config", $"config-rule/{ruleName}"), ["configRuleName"] = ruleName,
            ["configRuleId"] = ruleName, ["accountId"] = _host.AccountId, ["version"] = "1.0",
        });

    /// <summary>Secrets Manager rotates a secret: four steps, one after the other, each asynchronously (rule TRG-ASYNC).</summary>
    /// <param name="function">The rotation function.</param>
    /// <param name="secretArn">The secret.</param>
    public async Task<TriggerAnswer> SecretRotation(IDestinationTarget function, string secretArn)
    {
        var token = NextId();
        var answer = new TriggerAnswer();
        foreach (var step in (string[])["createSecret", "setSecret", "testSecret", "finishSecret"])
        {
            answer = await TriggerCall.Async(_host, Pushes("Secrets Manager", "secretsmanager.amazonaws.com"), secretArn, FunctionOf(function), new JsonObject
            {
                ["Step"] = step, ["SecretId"] = secretArn, ["ClientRequestToken"] = token,
            }).ConfigureAwait(false);
            if (!answer.Succeeded)
            {
                break;
            }
        }

        return answer;
    }
}
