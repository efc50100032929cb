namespace LambdaSim.Configuration;

/// <summary>How many batches of a queue a mapping works on at once while there are messages left (rule ESM-SCALE).</summary>
/// <param name="AtFirst">At first, and after a minute without messages.</param>
/// <param name="PerMinute">So many more with each minute.</param>
/// <param name="Most">Never more than that.</param>
public sealed record PollerScaling(int AtFirst, int PerMinute, int Most)
{
    /// <summary>Since 2023-11: 300 more a minute, up to 1,250.</summary>
    public static PollerScaling Current { get; } = new(AtFirst: 5, PerMinute: 300, Most: 1_250);

    /// <summary>Before 2023-11: 60 more a minute, up to 1,000.</summary>
    public static PollerScaling Before202311 { get; } = new(AtFirst: 5, PerMinute: 60, Most: 1_000);
}
