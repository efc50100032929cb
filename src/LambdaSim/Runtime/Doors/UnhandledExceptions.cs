using System.Runtime.ExceptionServices;

namespace LambdaSim.Runtime;

/// <summary>
/// Opt-in: an exception that nobody can catch (an <c>async void</c>'s, a raw pool item's) crashes the environment whose code threw it, as it crashes the
/// process on Lambda, and not the test run.
/// </summary>
internal static class UnhandledExceptions
{
    private static readonly Lock _once = new();
    private static bool _installed;

    /// <exception cref="InvalidOperationException">The process has another handler; the runtime allows one.</exception>
    internal static void Install()
    {
        lock (_once)
        {
            if (_installed)
            {
                return;
            }

            try
            {
                ExceptionHandling.SetUnhandledExceptionHandler(Route);
            }
            catch (InvalidOperationException e)
            {
                throw new InvalidOperationException(
                    "Unhandled exceptions cannot be routed to environments: this process has already set its one handler with ExceptionHandling.SetUnhandledExceptionHandler. "
                    + "Remove that call, or leave LambdaSim's opt-in out.", e);
            }

            _installed = true;
        }
    }

    /// <summary>What .NET writes before it ends the process (rule INV-UNHANDLED), without the stack: the log is the same on every machine.</summary>
    internal static string Line(Exception exception) => $"Unhandled exception. {exception.GetType().FullName}: {ErrorDocument.MessageOf(exception)}";

    // The throwing thread still has its context here. Exceptions of nobody's sandbox keep their usual way.
    internal static bool Route(Exception exception)
    {
        if (Sandbox.Current is not { } sandbox)
        {
            return false;
        }

        sandbox.Crash(exception);
        return true;
    }
}
