using LambdaSim.Runtime;

namespace LambdaSim.Handlers.StandIns;

/// <summary>Code that is stored and not run: LambdaSim loads nothing from uploads. Each call says how to give the function a handler (rule CTL-NO-HANDLER).</summary>
internal sealed class NoHandlerCode(string functionName) : HandlerCode
{
    public const string ErrorType = "LambdaSim.NoHandler";

    public override string Description => "uploaded code, not run";

    public override ValueTask<ReadOnlyMemory<byte>> Invoke(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload) => throw StandInError.Plain(
        ErrorType,
        $"The code of {functionName} was stored, but LambdaSim runs no uploaded code. Give it a handler: upload a zip that holds lambdasim-standin.json, such as {{\"standIn\":1,\"behavior\":\"echo\"}} or {{\"standIn\":1,\"callback\":\"http://127.0.0.1:9000/\"}}; or give it one in process by simulation.AddHandler(\"{functionName}\", handler); or let a build output of .NET run as it was uploaded, by simulation.TrustUploads(\"{functionName}\") of LambdaSim.Deployed, or lambdasim serve --trust-uploads {functionName}, before the upload; or start lambdasim serve with --handler {functionName}=BEHAVIOUR, or with --runtime {functionName}=PORT for a process that polls the Lambda Runtime API.");
}
