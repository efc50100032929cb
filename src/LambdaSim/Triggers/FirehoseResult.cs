namespace LambdaSim.Triggers;

/// <summary>What a transformation of Firehose made of a batch.</summary>
/// <param name="Answer">How the calls ended.</param>
public sealed record FirehoseResult(TriggerAnswer Answer)
{
    /// <summary>Records that go on to the destination, as text.</summary>
    public IReadOnlyList<string> Delivered { get; init; } = [];

    /// <summary>Records that the function dropped on purpose.</summary>
    public IReadOnlyList<string> Dropped { get; init; } = [];

    /// <summary>Records that are written below <c>processing-failed/</c>: the function said so, did not answer for them, or failed altogether.</summary>
    public IReadOnlyList<string> Failed { get; init; } = [];
}
