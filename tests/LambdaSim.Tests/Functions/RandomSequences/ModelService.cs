namespace LambdaSim.Tests.Functions.RandomSequences;

/// <summary>
/// What AWS's rules say of a sequence of calls, written as plainly as can be: dictionaries of what there is. Each call gives the code of the error that is
/// expected, or null for success, which changes the dictionaries.
/// </summary>
internal sealed partial class ModelService
{
    public const string Latest = "$LATEST";
    public const string Account = "111111111111";
    public const string Region = "us-east-1";
    public const int Limit = 200;

    private const string Validation = "ValidationException";
    private const string Invalid = "InvalidParameterValueException";
    private const string NotFound = "ResourceNotFoundException";
    private const string Conflict = "ResourceConflictException";
    private const string Precondition = "PreconditionFailedException";

    public SortedDictionary<string, ModelFunction> Functions { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, int> LastVersions { get; } = new(StringComparer.Ordinal);

    /// <summary>Members that the answer is expected to have.</summary>
    public SortedDictionary<string, string> Answer { get; } = new(StringComparer.Ordinal);

    public string? Expect(Call call)
    {
        Answer.Clear();
        return call.Operation switch
        {
            Call.Wait => Wait(),
            "CreateFunction" => CreateFunction(call),
            "GetFunction" or "GetFunctionConfiguration" => GetFunction(call),
            "UpdateFunctionConfiguration" => UpdateConfiguration(call),
            "UpdateFunctionCode" => UpdateCode(call),
            "PublishVersion" => Publish(call),
            "DeleteFunction" => DeleteFunction(call),
            "ListVersionsByFunction" => Refer(call, IsBadPage(call), out var name, out _) ?? (Functions.ContainsKey(name) ? null : NotFound),
            "CreateAlias" => CreateAlias(call),
            "UpdateAlias" => UpdateAlias(call),
            "GetAlias" => GetAlias(call),
            "DeleteAlias" => DeleteAlias(call),
            "AddPermission" => AddPermission(call),
            "RemovePermission" => RemovePermission(call),
            "GetPolicy" => GetPolicy(call),
            "TagResource" or "UntagResource" or "ListTags" => Tags(call),
            "PutFunctionEventInvokeConfig" or "UpdateFunctionEventInvokeConfig" => PutEventInvoke(call),
            "GetFunctionEventInvokeConfig" or "DeleteFunctionEventInvokeConfig" => GetEventInvoke(call),
            "CreateFunctionUrlConfig" or "UpdateFunctionUrlConfig" => PutUrl(call),
            "GetFunctionUrlConfig" or "DeleteFunctionUrlConfig" => GetUrl(call),
            "PutFunctionConcurrency" or "GetFunctionConcurrency" or "DeleteFunctionConcurrency" => Concurrency(call),
            "PutProvisionedConcurrencyConfig" => PutProvisioned(call),
            "GetProvisionedConcurrencyConfig" or "DeleteProvisionedConcurrencyConfig" => GetProvisioned(call),
            "PutFunctionRecursionConfig" or "GetFunctionRecursionConfig" => Recursion(call),
            "PublishLayerVersion" or "GetLayerVersion" or "DeleteLayerVersion" => Layer(call),
            "AddLayerVersionPermission" or "RemoveLayerVersionPermission" => LayerPermission(call),
            "CreateCodeSigningConfig" or "DeleteCodeSigningConfig" or "GetCodeSigningConfig" => Signing(call),
            "PutFunctionCodeSigningConfig" or "DeleteFunctionCodeSigningConfig" => FunctionSigning(call),
            "CreateEventSourceMapping" => CreateMapping(call),
            "UpdateEventSourceMapping" or "DeleteEventSourceMapping" or "GetEventSourceMapping" => ChangeMapping(call),
            _ => throw new InvalidOperationException($"The model does not know {call.Operation}."),
        };
    }

    public int Unreserved => Limit - Functions.Values.Sum(static f => f.Claim);

    private string? Wait()
    {
        foreach (var function in Functions.Values)
        {
            function.IsPending = function.IsUpdating = false;
        }

        foreach (var mapping in Mappings.Where(static m => m.Next is not null))
        {
            (mapping.State, mapping.Next) = (mapping.Next!, null);
        }

        return null;
    }

    // Constraints come first, then where the name leads, then whether two qualifiers agree.
    private static string? Refer(Call call, bool isBad, out string name, out string? qualifier)
    {
        (name, qualifier) = ("", call.Text("Qualifier"));
        if (isBad || call.Text("FunctionName") is not { } text || text.Contains('!', StringComparison.Ordinal) || qualifier?.Contains('!', StringComparison.Ordinal) == true)
        {
            return Validation;
        }

        var parts = text.Split(':');
        var at = parts[0] == "arn" ? 6 : parts[0].Length == Account.Length ? 2 : parts is ["function", _, ..] ? 1 : 0;
        if (at == 6 && parts[3] != Region)
        {
            return NotFound;
        }

        if ((at == 6 && parts[4] != Account) || (at == 2 && parts[0] != Account))
        {
            return "AccessDeniedException";
        }

        name = parts[at];
        var inName = parts.Length > at + 1 ? parts[at + 1] : null;
        if (inName is not null && qualifier is not null && inName != qualifier)
        {
            return Invalid;
        }

        qualifier = inName ?? qualifier;
        return null;
    }

    private static string? ReferUnqualified(Call call, bool isBad, out string name) =>
        Refer(call, isBad, out name, out var qualifier) ?? (qualifier is null ? null : Invalid);

    private static bool IsBadPage(Call call) => call.Number("MaxItems") is < 1;
}
