using LambdaSim.Runtime;
using NodaTime;

namespace LambdaSim.Handlers.StandIns;

/// <summary>A function whose environments are real processes, each of which polls the Lambda Runtime API (rule CTL-RUNTIME-API).</summary>
internal sealed class RuntimeApiCode(string functionName, IRuntimeProcesses processes) : HandlerCode
{
    public const string ErrorType = "LambdaSim.NoRuntimeProcess";

    public override bool HasInit => true;

    public override bool HasForeignProcesses => true;

    public override string Description => "Lambda Runtime API";

    public override string? NoRoom => processes.NoRoom;

    public override void Promise() => processes.Promise();

    public override void Left(object? instance) => ((IRuntimeProcess?)instance)?.Leave();

    public override ValueTask Shutdown(object? instance)
    {
        Left(instance);
        return default;
    }

    public override ValueTask<object?> Init(LambdaContext context)
    {
        var own = (InvocationContext)context;
        own.Note($"reproducible runs: real processes answer for {functionName} over the Lambda Runtime API, so another run of the same seed may differ");
        var process = processes.Take(own.Lost) ?? throw StandInError.Plain(ErrorType, processes.NoRoom ?? "The process that was to be the environment has gone.");
        return process.InitError is { } error ? throw error : new ValueTask<object?>(process);
    }

    public override async ValueTask<ReadOnlyMemory<byte>> Invoke(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload)
    {
        var own = (InvocationContext)context;
        var left = own.RemainingTime.ToTimeSpan();
        var call = new RuntimeEvent(own.AwsRequestId, own.InvokedFunctionArn, own.ClientContext, payload)
        {
            Trace = own.Trace!.ToString(),
            Identity = own.Identity,
            Remaining = processes.Pace > 0 ? left / processes.Pace : left,
            EndsWithDeadline = processes.Pace == 0,
        };
        var answer = await own.Paced(() => ((IRuntimeProcess)instance!).Run(call), processes.Pace).ConfigureAwait(false);
        switch (answer.End)
        {
            case RuntimeEnd.Failed:
                throw answer.Error!;
            case RuntimeEnd.Gone:
                context.Exit(0);
                break;
            case RuntimeEnd.Late:
                await context.Delay(context.RemainingTime + Duration.FromSeconds(1)).ConfigureAwait(false);
                break;
        }

        return answer.Response;
    }
}
