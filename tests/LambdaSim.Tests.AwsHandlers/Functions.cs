using System.Text.Json;
using Amazon.Lambda.Core;

[assembly: LambdaSerializer(typeof(AwsHandlers.SnakeCaseSerializer))]

namespace AwsHandlers;

public sealed record Order(string OrderId, int LineCount);

/// <summary>Names in snake_case: nobody but the attribute makes the simulator use it.</summary>
public sealed class SnakeCaseSerializer : ILambdaSerializer
{
    private static readonly JsonSerializerOptions _options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public T Deserialize<T>(Stream requestStream) => JsonSerializer.Deserialize<T>(requestStream, _options)!;

    public void Serialize<T>(T response, Stream responseStream) => JsonSerializer.Serialize(responseStream, response, _options);
}

public sealed class ShoutingSerializer : ILambdaSerializer
{
    public T Deserialize<T>(Stream requestStream) => JsonSerializer.Deserialize<T>(requestStream)!;

    public void Serialize<T>(T response, Stream responseStream) => responseStream.Write("\"LOUD\""u8);
}

public class Function
{
    public async Task<Order> FunctionHandler(Order order, ILambdaContext context)
    {
        await Task.CompletedTask;
        context.Logger.LogInformation($"order {order.OrderId}");
        return order with { LineCount = order.LineCount + 1 };
    }

    public string[] Describe(ILambdaContext context) =>
    [
        context.AwsRequestId, context.FunctionName, context.FunctionVersion, context.InvokedFunctionArn, context.LogGroupName,
        context.LogStreamName, $"{context.MemoryLimitInMB}", $"{context.RemainingTime.TotalMilliseconds}", context.TraceId ?? "none",
        context.TenantId ?? "none", context.Identity is null ? "none" : "some", context.Serializer?.GetType().Name ?? "none",
    ];

    public string Identity(ILambdaContext context) => $"{context.Identity?.IdentityId} of {context.Identity?.IdentityPoolId}";

    public string[] Client(ILambdaContext context) => context.ClientContext is { } c
        ? [c.Client.InstallationId, c.Client.AppTitle, c.Client.AppVersionName, c.Client.AppVersionCode, c.Client.AppPackageName, c.Custom["shop"], c.Environment["locale"]]
        : [];

    public void LogAll(ILambdaContext context)
    {
        var log = context.Logger;
        log.Log("raw");
        log.LogLine("line");
        log.LogTrace("t");
        log.LogDebug("d");
        log.LogInformation("{Count:000} of {Name}", 7, "x");
        log.LogWarning("w");
        log.LogError(new FormatException("bad"), "order {Id}", 5);
        log.LogCritical("c");
        log.Log("Warning", "by name");
        log.Log(LogLevel.Error, "by enum");
    }

    [LambdaSerializer(typeof(ShoutingSerializer))]
    public string Loud(string text) => text;

    public Stream Raw(Stream input, ILambdaContext context) => input;

    public static string Shared(string text) => text + text;

    public void Twice(int a)
    {
    }

    public void Twice(string a)
    {
    }

    public async void Fire(ILambdaContext context) => await Task.Yield();
}

public sealed class SnapStarted
{
    public SnapStarted() => SnapshotRestore.RegisterBeforeSnapshot(() => default);

    public void Handle()
    {
    }
}
