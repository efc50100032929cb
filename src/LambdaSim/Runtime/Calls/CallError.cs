using NodaTime;

namespace LambdaSim.Runtime;

/// <summary>An error on its way to the caller: the document AWS answers with, and what the log keeps of it.</summary>
internal sealed record CallError(Outcome Outcome, FunctionError Error, ReadOnlyMemory<byte> Document)
{
    /// <summary>A handler let an exception out; the runtime reports it (rule INV-ERROR-NET).</summary>
    public static CallError Thrown(Exception e) => ErrorDocument.Unwrap(e) is not ReadyErrorException ready
        ? new(Outcome.Failed, ErrorDocument.ErrorOf(e), ErrorDocument.Of(e))
        : ready.Document.Length <= PlatformError.MaxResponse ? new(Outcome.Failed, ready.Error, ready.Document) : ResponseTooLarge();

    /// <summary>Rule INV-TIMEOUT.</summary>
    public static CallError TimedOut(string requestId, TimeLength timeout) =>
        Platform(Outcome.TimedOut, PlatformError.TimedOut(requestId, timeout.ToInt64Nanoseconds() / NodaConstants.NanosecondsPerMillisecond));

    /// <summary>The runtime process ended itself, or was killed.</summary>
    public static CallError Exited(string requestId, ProcessExitException exit) => Platform(Outcome.Crashed, PlatformError.Exited(requestId, exit.Code));

    /// <summary>An exception that nobody could catch ended the process; .NET ends by signal 6, as exit code 134.</summary>
    public static CallError Crashed(string requestId, Exception e)
    {
        const int Aborted = 134;
        var error = Platform(Outcome.Crashed, PlatformError.Exited(requestId, Aborted));
        return error with { Error = error.Error with { Exception = e } };
    }

    /// <summary>Rule INV-SIZE-RESPONSE.</summary>
    public static CallError ResponseTooLarge() => new(Outcome.Failed, PlatformError.ResponseTooLarge, PlatformError.ResponseTooLargeDocument);

    private static CallError Platform(Outcome outcome, FunctionError error) => new(outcome, error, PlatformError.Document(error));
}
