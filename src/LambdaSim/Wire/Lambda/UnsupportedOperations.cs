namespace LambdaSim.Wire.Lambda;

/// <summary>Operations of the service that LambdaSim does not simulate, as facts: name, method, path (rule HTTP-UNSUPPORTED).</summary>
internal static class UnsupportedOperations
{
    private const string Providers = "/2025-11-30/capacity-providers";
    private const string Provider = $"{Providers}/{{CapacityProviderName}}";
    private const string Scaling = "/2025-11-30/functions/{FunctionName}/function-scaling-config";
    private const string Execution = "/2025-12-01/durable-executions/{DurableExecutionArn}";
    private const string Callback = "/2025-12-01/durable-execution-callbacks/{CallbackId}";
    private const string Policy = "/2026-07-09/resource-policy/{ResourceArn}";

    public static IReadOnlyList<(string Name, string Method, string Path)> All { get; } =
    [
        ("CreateCapacityProvider", "POST", Providers),
        ("UpdateCapacityProvider", "PUT", Provider),
        ("GetCapacityProvider", "GET", Provider),
        ("DeleteCapacityProvider", "DELETE", Provider),
        ("ListCapacityProviders", "GET", Providers),
        ("ListFunctionVersionsByCapacityProvider", "GET", $"{Provider}/function-versions"),
        ("PutFunctionScalingConfig", "PUT", Scaling),
        ("GetFunctionScalingConfig", "GET", Scaling),
        ("CheckpointDurableExecution", "POST", $"{Execution}/checkpoint"),
        ("GetDurableExecution", "GET", Execution),
        ("GetDurableExecutionHistory", "GET", $"{Execution}/history"),
        ("GetDurableExecutionState", "GET", $"{Execution}/state"),
        ("StopDurableExecution", "POST", $"{Execution}/stop"),
        ("ListDurableExecutionsByFunction", "GET", "/2025-12-01/functions/{FunctionName}/durable-executions"),
        ("SendDurableExecutionCallbackFailure", "POST", $"{Callback}/fail"),
        ("SendDurableExecutionCallbackHeartbeat", "POST", $"{Callback}/heartbeat"),
        ("SendDurableExecutionCallbackSuccess", "POST", $"{Callback}/succeed"),
        ("PutResourcePolicy", "PUT", Policy),
        ("GetResourcePolicy", "GET", Policy),
        ("DeleteResourcePolicy", "DELETE", Policy),
    ];
}
