using System.Collections;

namespace LambdaSim.Woven.Process;

[Redirects(typeof(Environment))]
[Hidden]
public static class EnvironmentShims
{
    // The init process of the sandbox is 1; the runtime comes after it.
    internal const int OfRuntime = 8;

    public static string MachineName => WovenEnvironment.OfProcess is null ? Environment.MachineName : "169.254.100.6";

    public static int ProcessId => WovenEnvironment.OfProcess is null ? Environment.ProcessId : OfRuntime;

    public static int ProcessorCount => WovenEnvironment.Current?.ProcessorCount ?? Environment.ProcessorCount;

    public static string? ProcessPath => WovenEnvironment.OfProcess is null ? Environment.ProcessPath : "/var/lang/bin/dotnet";

    public static string UserName => WovenEnvironment.OfProcess is null ? Environment.UserName : "sbx_user1051";

    public static string UserDomainName => WovenEnvironment.OfProcess is null ? Environment.UserDomainName : MachineName;

    public static string CommandLine => WovenEnvironment.OfProcess is null ? Environment.CommandLine : "";

    public static long WorkingSet => WovenEnvironment.OfProcess is null ? Environment.WorkingSet : 0;

    public static long TickCount64 => WovenEnvironment.Current is null ? Environment.TickCount64 : (long)Ambient.Time.GetElapsedTime(0).TotalMilliseconds;

    public static int TickCount => (int)TickCount64;

    public static string CurrentDirectory
    {
        get => WovenEnvironment.OfProcess?.Folders.CurrentDirectory ?? Environment.CurrentDirectory;
        set
        {
            if (WovenEnvironment.OfProcess is { } environment)
            {
                environment.Folders.CurrentDirectory = value;
            }
            else
            {
                Environment.CurrentDirectory = value;
            }
        }
    }

    public static string? GetEnvironmentVariable(string variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return WovenEnvironment.OfProcess is not { } environment ? Environment.GetEnvironmentVariable(variable) : environment.Variables.TryGetValue(variable, out var value) ? value : null;
    }

    public static string? GetEnvironmentVariable(string variable, EnvironmentVariableTarget target) => WovenEnvironment.OfProcess is null ? Environment.GetEnvironmentVariable(variable, target)
        : target == EnvironmentVariableTarget.Process ? GetEnvironmentVariable(variable) : null;

    public static IDictionary GetEnvironmentVariables()
    {
        if (WovenEnvironment.OfProcess is not { } environment)
        {
            return Environment.GetEnvironmentVariables();
        }

        // Ordered, so that code which walks through them does the same each time.
        var variables = new System.Collections.Specialized.ListDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in environment.Variables.OrderBy(static v => v.Key, StringComparer.Ordinal))
        {
            variables.Add(name, value);
        }

        return variables;
    }

    public static IDictionary GetEnvironmentVariables(EnvironmentVariableTarget target) => WovenEnvironment.OfProcess is null ? Environment.GetEnvironmentVariables(target)
        : target == EnvironmentVariableTarget.Process ? GetEnvironmentVariables() : new System.Collections.Specialized.ListDictionary();

    public static void SetEnvironmentVariable(string variable, string? value)
    {
        if (WovenEnvironment.OfProcess is not { } environment)
        {
            Environment.SetEnvironmentVariable(variable, value);
        }
        else if (value is null)
        {
            environment.Variables.Remove(variable);
        }
        else
        {
            environment.Variables[variable] = value;
        }
    }

    public static void SetEnvironmentVariable(string variable, string? value, EnvironmentVariableTarget target)
    {
        if (WovenEnvironment.OfProcess is null)
        {
            Environment.SetEnvironmentVariable(variable, value, target);
        }
        else if (target == EnvironmentVariableTarget.Process)
        {
            SetEnvironmentVariable(variable, value);
        }
    }

    public static string ExpandEnvironmentVariables(string name)
    {
        if (WovenEnvironment.OfProcess is not { } environment)
        {
            return Environment.ExpandEnvironmentVariables(name);
        }

        var text = new System.Text.StringBuilder();
        var parts = name.Split('%');
        for (var i = 0; i < parts.Length; i++)
        {
            // Between two signs stands a name; what stands for nothing stays, signs and all.
            var isName = i % 2 == 1 && i < parts.Length - 1;
            text.Append(isName && environment.Variables.TryGetValue(parts[i], out var value) ? value : isName ? $"%{parts[i]}%" : i % 2 == 1 ? "%" + parts[i] : parts[i]);
        }

        return text.ToString();
    }

    public static string GetFolderPath(Environment.SpecialFolder folder) => WovenEnvironment.OfProcess is null ? Environment.GetFolderPath(folder) : "";

    public static string GetFolderPath(Environment.SpecialFolder folder, Environment.SpecialFolderOption option) => WovenEnvironment.OfProcess is null ? Environment.GetFolderPath(folder, option) : "";

    public static string[] GetCommandLineArgs() => WovenEnvironment.OfProcess is null ? Environment.GetCommandLineArgs() : [];

    public static void Exit(int exitCode)
    {
        if (WovenEnvironment.OfProcess is { } environment)
        {
            environment.TellExit();
            environment.Leave(exitCode, $"Environment.Exit({exitCode})");
        }
        else
        {
            Environment.Exit(exitCode);
        }
    }

    public static void FailFast(string? message) => FailFast(message, null);

    public static void FailFast(string? message, Exception? exception)
    {
        if (WovenEnvironment.OfProcess is { } environment)
        {
            // The runtime kills itself with SIGABRT.
            environment.Leave(134, $"Environment.FailFast({message}){(exception is null ? "" : $": {exception.Message}")}");
        }
        else
        {
            Environment.FailFast(message, exception);
        }
    }
}
