using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;

namespace LambdaSim.Handlers;

/// <summary>AWS's ILambdaContext, known by its name: its members are answered from ours, without a reference to AWS's package.</summary>
[RequiresUnreferencedCode(HandlerBinder.Reflects)]
[RequiresDynamicCode(HandlerBinder.Reflects)]
internal sealed class AwsContextArgument<T>(object? serializer) : Argument<T>
{
    public override T Get(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload) =>
        (T)AwsProxy.Of(typeof(T), (member, _) => Answer(member, context));

    private object? Answer(MethodInfo member, LambdaContext context) => member.Name switch
    {
        "get_AwsRequestId" => context.AwsRequestId,
        "get_FunctionName" => context.FunctionName,
        "get_FunctionVersion" => context.FunctionVersion,
        "get_InvokedFunctionArn" => context.InvokedFunctionArn,
        "get_MemoryLimitInMB" => context.MemoryLimitInMB,
        "get_LogGroupName" => context.LogGroupName,
        "get_LogStreamName" => context.LogStreamName,
        "get_RemainingTime" => context.RemainingTime.ToTimeSpan(),
        "get_TraceId" => context.Environment.GetValueOrDefault("_X_AMZN_TRACE_ID"),
        "get_ClientContext" => context.ClientContext is { } json ? AwsClientContext.Of(member.ReturnType, json) : null,
        "get_Logger" => AwsProxy.Of(member.ReturnType, (method, arguments) => AwsLogger.Log(context, method, arguments)),
        "get_Serializer" => serializer,

        "get_Identity" => context.Identity is { } identity ? AwsProxy.Of(member.ReturnType, (field, _) => Identity(field, identity)) : null,

        // Callers of the simulation have no tenant: what AWS answers then.
        "get_TenantId" => null,
        _ => throw AwsProxy.Unknown(member),
    };

    private static string Identity(MethodInfo member, CognitoIdentity identity) => member.Name switch
    {
        "get_IdentityId" => identity.IdentityId,
        "get_IdentityPoolId" => identity.IdentityPoolId,
        _ => throw AwsProxy.Unknown(member),
    };
}

/// <summary>Answers the members of an interface by a function.</summary>
#pragma warning disable CA1852 // DispatchProxy derives from it at run time.
internal class AwsProxy : DispatchProxy
#pragma warning restore CA1852
{
    private Func<MethodInfo, object?[], object?> _answer = (member, _) => throw Unknown(member);

    [RequiresUnreferencedCode(HandlerBinder.Reflects)]
    [RequiresDynamicCode(HandlerBinder.Reflects)]
    public static object Of(Type type, Func<MethodInfo, object?[], object?> answer)
    {
        var proxy = Create(type, typeof(AwsProxy));
        ((AwsProxy)proxy)._answer = answer;
        return proxy;
    }

    public static NotSupportedException Unknown(MethodInfo member) =>
        new($"LambdaSim does not know {member.DeclaringType?.FullName}.{member.Name}: this AWS package is newer than LambdaSim. Take LambdaContext instead, or call only what stands in docs/handlers.md");

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _answer(targetMethod!, args ?? []);
}

/// <summary>AWS's IClientContext over the caller's JSON.</summary>
[RequiresUnreferencedCode(HandlerBinder.Reflects)]
[RequiresDynamicCode(HandlerBinder.Reflects)]
internal static class AwsClientContext
{
    public static object Of(Type type, string json)
    {
        var root = JsonElement.Parse(json);
        return AwsProxy.Of(type, (member, _) => member.Name switch
        {
            "get_Client" => AwsProxy.Of(member.ReturnType, (field, _) => Application(Member(root, "client"), field)),
            "get_Custom" => Pairs(Member(root, "custom")),
            "get_Environment" => Pairs(Member(root, "env")),
            _ => throw AwsProxy.Unknown(member),
        });
    }

    private static string? Application(JsonElement client, MethodInfo member) => member.Name switch
    {
        "get_InstallationId" => Value(Member(client, "installation_id")),
        "get_AppTitle" => Value(Member(client, "app_title")),
        "get_AppVersionName" => Value(Member(client, "app_version_name")),
        "get_AppVersionCode" => Value(Member(client, "app_version_code")),
        "get_AppPackageName" => Value(Member(client, "app_package_name")),
        _ => throw AwsProxy.Unknown(member),
    };

    private static Dictionary<string, string?> Pairs(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject().ToDictionary(p => p.Name, p => Value(p.Value), StringComparer.Ordinal) : [];

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private static string? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.String => element.GetString(),
        _ => element.GetRawText(),
    };
}
