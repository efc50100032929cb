namespace LambdaSim.Tests.Functions.RandomSequences;

internal sealed partial class ModelService
{
    private const int LeastUnreserved = 100;

    private string? PutUrl(Call call)
    {
        var error = ReferUrl(call, out var name, out var qualifier);
        if (error is not null)
        {
            return error;
        }

        if (!Functions.TryGetValue(name, out var function) || (qualifier is not null && !function.Aliases.ContainsKey(qualifier)))
        {
            return NotFound;
        }

        var before = function.Urls.GetValueOrDefault(qualifier ?? Latest);
        var isNew = call.Operation == "CreateFunctionUrlConfig";
        if (before is null != isNew)
        {
            return isNew ? Conflict : NotFound;
        }

        function.Urls[qualifier ?? Latest] = new ModelUrl(call.Text("AuthType") ?? before!.AuthType, call.Text("InvokeMode") ?? before?.InvokeMode);
        return null;
    }

    private string? GetUrl(Call call)
    {
        var error = ReferUrl(call, out var name, out var qualifier);
        if (error is not null || !Functions.TryGetValue(name, out var function) || !function.Urls.ContainsKey(qualifier ?? Latest))
        {
            return error ?? NotFound;
        }

        if (call.Operation == "DeleteFunctionUrlConfig")
        {
            function.Urls.Remove(qualifier ?? Latest);
        }

        return null;
    }

    private static string? ReferUrl(Call call, out string name, out string? qualifier)
    {
        var isBad = call.Text("InvokeMode") == "NEVER" || call.Text("AuthType") == "ALL" || (call.Text("Qualifier") is { } q && !IsAliasName(q))
            || (call.Operation == "CreateFunctionUrlConfig" && call.Text("AuthType") is null);
        return Refer(call, isBad, out name, out qualifier) ?? (qualifier is null || IsAliasName(qualifier) ? null : Validation);
    }

    private string? Concurrency(Call call)
    {
        var reserved = call.Number("ReservedConcurrentExecutions");
        var isPut = call.Operation == "PutFunctionConcurrency";
        var error = ReferUnqualified(call, isPut && reserved is null or < 0, out var name);
        if (error is not null || !Functions.TryGetValue(name, out var function))
        {
            return error ?? NotFound;
        }

        if (isPut)
        {
            if ((reserved > 0 && Unreserved + function.Claim - reserved < LeastUnreserved) || reserved < function.Provisioned.Values.Sum())
            {
                return Invalid;
            }

            function.Reserved = reserved;
        }
        else if (call.Operation == "DeleteFunctionConcurrency")
        {
            function.Reserved = null;
        }

        return null;
    }

    private string? PutProvisioned(Call call)
    {
        var error = ReferProvisioned(call, call.Number("ProvisionedConcurrentExecutions") is null or < 1, out var function, out var qualifier);
        if (error is not null)
        {
            return error;
        }

        var version = function!.Find(qualifier);
        var isAlias = function.Aliases.TryGetValue(qualifier, out var alias);
        if (version == 0 || (isAlias && alias!.Second is not null))
        {
            return Invalid;
        }

        if (IsProvisioned(function, version, qualifier))
        {
            return Conflict;
        }

        var requested = call.Number("ProvisionedConcurrentExecutions")!.Value;
        var before = function.Provisioned.GetValueOrDefault(qualifier);
        if (function.Reserved is { } reserved ? function.Provisioned.Values.Sum() - before + requested > reserved : Unreserved + before - requested < LeastUnreserved)
        {
            return Invalid;
        }

        function.Provisioned[qualifier] = requested;
        return null;
    }

    private string? GetProvisioned(Call call)
    {
        var error = ReferProvisioned(call, false, out var function, out var qualifier);
        if (error is not null)
        {
            return error;
        }

        if (call.Operation == "GetProvisionedConcurrencyConfig")
        {
            return function!.Provisioned.ContainsKey(qualifier) ? null : "ProvisionedConcurrencyConfigNotFoundException";
        }

        function!.Provisioned.Remove(qualifier);
        return null;
    }

    private string? ReferProvisioned(Call call, bool isBad, out ModelFunction? function, out string qualifier)
    {
        // The qualifier is required unless the name has one.
        var inName = call.Text("FunctionName")!;
        var isQualified = call.Text("Qualifier") is not null || inName.Split(':') is { } parts && (parts[0] == "arn" ? parts.Length > 7 : parts[0].Length == Account.Length ? parts.Length > 3 : parts[0] == "function" ? parts.Length > 2 : parts.Length > 1);
        var error = Refer(call, isBad || !isQualified, out var name, out var found);
        function = Functions.GetValueOrDefault(name);
        qualifier = found ?? "";
        return error ?? (found == Latest ? Invalid : function?.Find(found) is null ? NotFound : null);
    }

    private string? Recursion(Call call)
    {
        var error = ReferUnqualified(call, call.Text("RecursiveLoop") == "Sometimes", out var name);
        if (error is not null || !Functions.TryGetValue(name, out var function))
        {
            return error ?? NotFound;
        }

        function.RecursiveLoop = call.Text("RecursiveLoop") ?? function.RecursiveLoop;
        return null;
    }
}
