using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using LambdaSim.Runtime;

namespace LambdaSim.Deployed.Running;

/// <summary>
/// An executable assembly: its <c>Main</c> runs in the INIT of each process, which its first request for a call ends, and goes on in each call until it asks
/// again (rule DEP-PROGRAM).
/// </summary>
internal sealed class ProgramCode(Program program, string handler) : HandlerCode
{
    // The runtime kills a process with an exception that nobody caught: SIGABRT.
    private const int Aborted = 134;

    public override bool HasInit => true;

    public override string Description => handler;

    public override async ValueTask<object?> Init(LambdaContext context)
    {
        var own = (InvocationContext)context;
        var api = ((DeployedEnvironment)own.OfProcess.Sandbox.Machine!).Serve();
        var main = program.Start();
        await Task.WhenAny(api.Asked, main).ConfigureAwait(false);
        if (!api.Asked.IsCompleted)
        {
            Leave(own, main);
        }

        await api.Asked.ConfigureAwait(false);
        return new Running(api, main);
    }

    public override async ValueTask<ReadOnlyMemory<byte>> Invoke(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload)
    {
        var own = (InvocationContext)context;
        var (api, main) = (Running)instance!;
        var call = api.Deliver(own, payload);
        await Task.WhenAny(call.Over, main).ConfigureAwait(false);
        if (!call.Over.IsCompleted && !call.IsAnswered)
        {
            Leave(own, main);
        }
        else if (!call.Over.IsCompleted)
        {
            // The answer stands; the next call finds no process.
            own.OfProcess.Sandbox.Crash(main.Exception?.GetBaseException() ?? (main.IsCanceled ? new TaskCanceledException(main) : null) ?? (Exception)new ProcessExitException(await main.ConfigureAwait(false), "Main has returned"));
        }

        return call.Take();
    }

    // Main is over, and the process with it.
    [DoesNotReturn]
    private static void Leave(InvocationContext context, Task<int> main)
    {
        if (main.Exception?.GetBaseException() is ProcessExitException exit)
        {
            ExceptionDispatchInfo.Throw(exit);
        }

        if (!main.IsCompletedSuccessfully)
        {
            context.Log("", UnhandledExceptions.Line(main.Exception?.GetBaseException() ?? new TaskCanceledException(main)));
        }

        context.Exit(main.IsCompletedSuccessfully ? main.Result : Aborted);
        throw new InvalidOperationException("the process has ended");
    }

    // A process's Main, and the API that it asks.
    private sealed record Running(RuntimeApi Api, Task<int> Main);
}
