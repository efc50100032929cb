namespace LambdaSim.Configuration;

/// <summary>What SQS allows to be set of a queue (rules SQS-ATTRIBUTES and SQS-NAME).</summary>
internal static class QueueRanges
{
    public const int MaxNameLength = 80;
    public const string FifoSuffix = ".fifo";
    public const int MaxDelaySeconds = 900;
    public const int MaxVisibilitySeconds = 43_200;
    public const int MaxWaitSeconds = 20;
    public const int MinRetentionSeconds = 60;
    public const int MaxRetentionSeconds = 1_209_600;
    public const int MinMessageBytes = 1_024;
    public const int MaxReceives = 1_000;
}
