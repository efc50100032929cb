namespace LambdaSim.Triggers;

/// <summary>A retrier of a state of Step Functions.</summary>
/// <param name="Errors">Names of errors; <c>States.ALL</c>: every one, <c>States.TaskFailed</c>: every one but a timeout.</param>
public sealed record TaskRetry(params string[] Errors)
{
    /// <summary>Before the first retry. AWS's default is 1 s.</summary>
    public TimeLength Interval { get; init; } = NodaTime.Duration.FromSeconds(1);

    /// <summary>How often it tries again. AWS's default is 3; 0: never.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>What each wait is multiplied with. AWS's default is 2.</summary>
    public double BackoffRate { get; init; } = 2;

    /// <summary>The longest wait; null: none.</summary>
    public TimeLength? MaxDelay { get; init; }

    internal bool Matches(string error) => Array.Exists(Errors, e => e == error || e == "States.ALL" || (e == "States.TaskFailed" && error != "States.Timeout"));
}

/// <summary>How a task of Step Functions calls its function.</summary>
public sealed record TaskSettings
{
    /// <summary>Retriers, of which the first that matches an error counts. None: no error is retried.</summary>
    public IReadOnlyList<TaskRetry> Retry { get; init; } = [];

    /// <summary>Errors that the state catches: the answer then tells the error, and the execution goes on.</summary>
    public IReadOnlyList<string> Catch { get; init; } = [];

    /// <summary>AWS's <c>TimeoutSeconds</c>: <c>States.Timeout</c> after it; null: none.</summary>
    public TimeLength? Timeout { get; init; }
}

/// <summary>How a task of Step Functions ended.</summary>
/// <param name="Answer">The last call.</param>
public sealed record TaskResult(TriggerAnswer Answer)
{
    /// <summary>The error's name, such as <c>Lambda.TooManyRequestsException</c>; null: it succeeded.</summary>
    public string? Error { get; init; }

    /// <summary>The error's cause; empty: it succeeded.</summary>
    public string Cause { get; init; } = "";

    /// <summary>The state caught the error.</summary>
    public bool IsCaught { get; init; }

    /// <summary>How often the function was called.</summary>
    public int Attempts { get; init; }
}
