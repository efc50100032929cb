using LambdaSim.Runtime;

namespace LambdaSim.Deployed.Running;

/// <summary>Environment variables that Lambda's .NET runtime sets beside those that every handler sees (rule DEP-VARIABLES). What the user sets wins.</summary>
internal static class LambdaVariables
{
    /// <summary>Host and port of the Lambda Runtime API.</summary>
    public const string RuntimeApi = "169.254.100.1:9001";

    /// <summary>Their values for one process.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(InvocationContext context)
    {
        var environment = context.OfProcess.Environment;
        var runtime = environment.Function.Definition.Config.Runtime;
        yield return new("AWS_ACCESS_KEY_ID", "ASIA" + environment.Function.Site.Account + "SIM0");
        yield return new("AWS_LAMBDA_LOG_STREAM_NAME", context.LogStreamName);
        yield return new("AWS_LAMBDA_RUNTIME_API", RuntimeApi);
        yield return new("AWS_SECRET_ACCESS_KEY", "simulated");
        yield return new("AWS_SESSION_TOKEN", "simulated");
        yield return new("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR");
        yield return new("AWS_XRAY_DAEMON_ADDRESS", "169.254.100.1:2000");
        yield return new("DOTNET_ROOT", "/var/lang/bin");
        yield return new("LAMBDA_RUNTIME_DIR", "/var/runtime");
        yield return new("LANG", "en_US.UTF-8");
        yield return new("LD_LIBRARY_PATH", "/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib");
        yield return new("PATH", "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin");
        yield return new("PWD", "/var/task");
        yield return new("SHLVL", "0");
        yield return new("_AWS_XRAY_DAEMON_ADDRESS", "169.254.100.1");
        yield return new("_AWS_XRAY_DAEMON_PORT", "2000");
        if (runtime is not null && !runtime.StartsWith("provided", StringComparison.Ordinal))
        {
            yield return new("LAMBDA_RUNTIME_NAME", runtime);
        }
    }
}
