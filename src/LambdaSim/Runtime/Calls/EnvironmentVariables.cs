using LambdaSim.Configuration;

namespace LambdaSim.Runtime;

/// <summary>The environment variables AWS sets for a function's processes (rule ENV-VARIABLES).</summary>
internal static class EnvironmentVariables
{
    public static IReadOnlyDictionary<string, string> Of(LiveFunction function, string initializationType)
    {
        var config = function.Definition.Config;
        var site = function.Site;
        var variables = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["AWS_DEFAULT_REGION"] = site.Region,
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = Text.Of(config.MemoryMb),
            ["AWS_LAMBDA_FUNCTION_NAME"] = function.Definition.Name,
            ["AWS_LAMBDA_FUNCTION_VERSION"] = function.Definition.Qualifier,
            ["AWS_LAMBDA_INITIALIZATION_TYPE"] = initializationType,
            ["AWS_LAMBDA_LOG_GROUP_NAME"] = function.LogGroup,
            ["AWS_REGION"] = site.Region,
            ["LAMBDA_TASK_ROOT"] = "/var/task",
            ["TZ"] = ":UTC",
        };
        if (config.Runtime is { } runtime)
        {
            variables["AWS_EXECUTION_ENV"] = "AWS_Lambda_" + runtime;
        }

        if (site.Handler is { } handler)
        {
            variables["_HANDLER"] = handler;
        }

        foreach (var (name, value) in (function.IsOfService ? site.Variables : config.Environment) ?? VariableSet.Empty)
        {
            variables[name] = value;
        }

        return variables;
    }
}
