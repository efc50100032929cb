namespace LambdaSim.Neighbours.Tables;

/// <summary>What became of a request about items, as the event log tells it.</summary>
internal enum TableOutcome : byte
{
    Read,
    Written,
    Unchanged,
    ConditionFailed,
    Throttled,
    Expired,
}

// What it leaves in the event log.
public sealed partial class Table
{
    internal void Record(TableOutcome outcome, Sender by, int items)
    {
    }
}
