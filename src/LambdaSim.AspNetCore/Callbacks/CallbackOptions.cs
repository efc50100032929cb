namespace LambdaSim.AspNetCore.Callbacks;

/// <summary>What callbacks may do.</summary>
internal sealed record CallbackOptions
{
    /// <summary>Whether functions may call back programs on other machines.</summary>
    public bool AllowRemoteCallbacks { get; init; }

    /// <summary>Real time until an answer must be complete; less than <see cref="SimulationOptions.ExternalPatience"/>, which ends the run.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Largest answer in bytes that is read: a response of 6 MB or somewhat more, and room for the log. A larger one is taken for a response over the limit.</summary>
    public int MaxAnswer { get; init; } = 16 * 1024 * 1024;
}
