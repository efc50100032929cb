namespace LambdaSim.Tests.Functions.RandomSequences;

internal sealed partial class ModelService
{
    private const string TagArn = $"arn:aws:lambda:{Region}:{Account}:function:";

    private string? AddPermission(Call call)
    {
        var error = Refer(call, IsBadSid(call), out var name, out var qualifier);
        if (error is not null || qualifier == Latest)
        {
            return error ?? Invalid;
        }

        if (!Functions.TryGetValue(name, out var function) || function.Find(qualifier) is null)
        {
            return NotFound;
        }

        var policy = function.Policies.GetValueOrDefault(qualifier ?? Latest);
        if (call.Text("RevisionId") is { } revision && (policy is null || revision == "@stale"))
        {
            return Precondition;
        }

        if (policy?.Contains(call.Text("StatementId")!) == true)
        {
            return Conflict;
        }

        if (call.Text("Principal") == "nobody")
        {
            return Invalid;
        }

        if (policy is null)
        {
            function.Policies[qualifier ?? Latest] = policy = [];
        }

        policy.Add(call.Text("StatementId")!);
        return null;
    }

    private string? RemovePermission(Call call)
    {
        var error = Refer(call, IsBadSid(call), out var name, out var qualifier);
        if (error is not null)
        {
            return error;
        }

        if (!Functions.TryGetValue(name, out var function) || function.Find(qualifier) is null
            || !function.Policies.TryGetValue(qualifier ?? Latest, out var policy) || !policy.Contains(call.Text("StatementId")!))
        {
            return NotFound;
        }

        if (call.Text("RevisionId") == "@stale")
        {
            return Precondition;
        }

        policy.Remove(call.Text("StatementId")!);
        if (policy.Count == 0)
        {
            function.Policies.Remove(qualifier ?? Latest);
        }

        return null;
    }

    private string? GetPolicy(Call call)
    {
        var error = Refer(call, false, out var name, out var qualifier);
        return error ?? (Functions.TryGetValue(name, out var function) && function.Policies.ContainsKey(qualifier ?? Latest) ? null : NotFound);
    }

    private string? Tags(Call call)
    {
        var tags = call.Input["Tags"]?.AsObject();
        var keys = call.Input["TagKeys"]?.AsArray();
        if (keys is { Count: 0 })
        {
            return Validation;
        }

        if (tags is { Count: 0 })
        {
            return Invalid;
        }

        var named = call.Text("Resource")![TagArn.Length..].Split(':');
        if (named.Length > 1)
        {
            return Invalid;
        }

        if (!Functions.TryGetValue(named[0], out var function))
        {
            return NotFound;
        }

        if (call.Operation == "ListTags")
        {
            return null;
        }

        if (function.IsUpdating)
        {
            return Conflict;
        }

        if (tags?.Select(static t => t.Key).Union(function.Tags.Keys).Count() > 50)
        {
            return Invalid;
        }

        foreach (var (key, value) in tags ?? [])
        {
            function.Tags[key] = value!.GetValue<string>();
        }

        foreach (var key in keys ?? [])
        {
            function.Tags.Remove(key!.GetValue<string>());
        }

        return null;
    }

    private string? PutEventInvoke(Call call)
    {
        var (retries, age) = (call.Number("MaximumRetryAttempts"), call.Number("MaximumEventAgeInSeconds"));
        var error = Refer(call, retries is < 0 or > 2 || age is < 60 or > 21_600, out var name, out var qualifier);
        if (error is not null || (retries is null && age is null))
        {
            return error ?? Invalid;
        }

        if (!Functions.TryGetValue(name, out var function) || function.Find(qualifier) is null)
        {
            return NotFound;
        }

        var before = function.EventInvokes.GetValueOrDefault(qualifier ?? Latest);
        if (call.Operation == "UpdateFunctionEventInvokeConfig")
        {
            if (before is null)
            {
                return NotFound;
            }

            (retries, age) = (retries ?? before.Retries, age ?? before.Age);
        }

        function.EventInvokes[qualifier ?? Latest] = new ModelEventInvoke(retries, age);
        return null;
    }

    private string? GetEventInvoke(Call call)
    {
        var error = Refer(call, false, out var name, out var qualifier);
        if (error is not null || !Functions.TryGetValue(name, out var function) || !function.EventInvokes.ContainsKey(qualifier ?? Latest))
        {
            return error ?? NotFound;
        }

        if (call.Operation == "DeleteFunctionEventInvokeConfig")
        {
            function.EventInvokes.Remove(qualifier ?? Latest);
        }

        return null;
    }

    private static bool IsBadSid(Call call) => call.Text("StatementId")!.Contains('!', StringComparison.Ordinal);
}
