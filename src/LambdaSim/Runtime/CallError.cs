using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Runtime;

/// <summary>An error on its way to the caller: the document AWS answers with, and what the log keeps of it.</summary>
internal sealed record CallError(Outcome Outcome, FunctionError Error, ReadOnlyMemory<byte> Document)
{
    /// <summary>A handler let an exception out; the runtime reports it (rule INV-ERROR).</summary>
    public static CallError Thrown(Exception e) => new(
        Outcome.Failed,
        new FunctionError(e.GetType().Name, e.Message) { Exception = e },
        ErrorDocument.Of(e));

    /// <summary>Rule INV-TIMEOUT.</summary>
    public static CallError TimedOut(string requestId, Duration timeout) => Platform(
        Outcome.TimedOut, "Sandbox.Timedout", Text.Invariant($"RequestId: {requestId} Error: Task timed out after {timeout.TotalSeconds:0.00} seconds"));

    /// <summary>The runtime process ended (rule INV-EXIT).</summary>
    public static CallError Exited(string requestId, ProcessExitException exit) => Platform(
        Outcome.Crashed,
        "Runtime.ExitError",
        exit.Code switch
        {
            null => $"RequestId: {requestId} Error: Runtime exited with error: signal: killed",
            0 => $"RequestId: {requestId} Error: Runtime exited without providing a reason",
            { } code => Text.Invariant($"RequestId: {requestId} Error: Runtime exited with error: exit status {code}"),
        });

    /// <summary>An exception that nobody could catch ended the process (rule INV-EXIT).</summary>
    public static CallError Crashed(string requestId, Exception e)
    {
        var error = Platform(Outcome.Crashed, "Runtime.ExitError", $"RequestId: {requestId} Error: Runtime exited with error: signal: aborted");
        return error with { Error = error.Error with { Exception = e } };
    }

    /// <summary>Rule INV-RESPONSE.</summary>
    public static CallError ResponseTooLarge()
    {
        var message = Text.Invariant($"Response payload size exceeded maximum allowed payload size ({ResponseLimit.Bytes} bytes).");
        return new(
            Outcome.Failed,
            new FunctionError("Function.ResponseSizeTooLarge", message),
            Encoding.UTF8.GetBytes($$"""{"errorMessage":"{{message}}","errorType":"Function.ResponseSizeTooLarge"}"""));
    }

    private static CallError Platform(Outcome outcome, string type, string message) =>
        new(outcome, new FunctionError(type, message), Encoding.UTF8.GetBytes($$"""{"errorType":"{{type}}","errorMessage":"{{message}}"}"""));
}

/// <summary>AWS's limit of a buffered response: 6 MB and 100 bytes (rule INV-RESPONSE).</summary>
internal static class ResponseLimit
{
    public const int Bytes = 6_291_556;
}
