namespace LambdaSim.Cli;

internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>A check failed: a recorded run could not be reproduced, a template is refused.</summary>
    public const int CheckFailed = 1;

    /// <summary>The command line or an input is unusable; one line on the error stream says where and what to do.</summary>
    public const int BadInput = 2;

    public const int Interrupted = 130;
}

/// <summary>The command line asks for something that cannot be done. The message is one line and says what to do.</summary>
internal sealed class UsageException(string message, Exception? inner = null) : Exception(message, inner);
