using NodaTime;

namespace LambdaSim.Configuration;

/// <summary>How S3 behaves where AWS names no exact figure.</summary>
public sealed record S3Config
{
    private static readonly Duration _longest = Duration.FromHours(1);

    /// <summary>How long a bucket takes until it acts on a changed notification configuration: 0 to 1 h. AWS takes about 5 minutes; here it acts at once unless told otherwise, so that a test need not wait.</summary>
    public TimeLength NotificationActivation { get; init; } = Duration.Zero;

    /// <summary>How long a notification takes from the request to its target: 0 to 1 h. AWS says seconds, sometimes a minute or more.</summary>
    public TimeLength NotificationLatency { get; init; } = Duration.FromSeconds(1);

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="SimulationConfigException">A value is out of range.</exception>
    public S3Config Validate()
    {
        Require("notificationActivation", NotificationActivation);
        Require("notificationLatency", NotificationLatency);
        return this;
    }

    private static void Require(string key, TimeLength value)
    {
        if (value < Duration.Zero || value > _longest)
        {
            throw new SimulationConfigException(Text.Invariant($"s3 {key} is {value.TotalSeconds} s; it must be between 0 and 1 h"));
        }
    }
}
